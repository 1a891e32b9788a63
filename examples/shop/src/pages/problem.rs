//! What somebody gets in place of the page they asked for: what is wrong, and what to do.

use super::Texts;
use super::layout::page;
use amazonpay_update::region::RegionName;
use axum::http::Method;
use maud::{Markup, html};

/// There is no such page, or it is another buyer's.
#[must_use]
pub fn not_found() -> Markup {
    in_english("not-found", "There is no page at this address.", "Check the address for a mistake.")
}

/// The form that logs in names no region of the shop.
#[must_use]
pub fn unknown_region() -> Markup {
    let regions: Vec<&str> = RegionName::ALL.iter().map(|region| region.as_str()).collect();
    let advice = format!("Send the field `region` once, with one of these values: {}.", regions.join(", "));
    in_english("unknown-region", "The shop cannot read this form.", &advice)
}

/// An address for a form was opened as a page, or the reverse.
#[must_use]
pub fn wrong_method(method: &Method) -> Markup {
    let heading = format!("This address does not accept {method}.");
    in_english("wrong-method", &heading, "Use the links and buttons on the shop’s pages.")
}

/// The return URL is longer than any that the shop has signed.
#[must_use]
pub fn long_return() -> Markup {
    let advice = "Amazon Pay sends buyers back to a shorter one. The page of your subscriptions shows whether your change was made.";
    in_english("long-return", "This address is too long.", advice)
}

/// A form came from a page that is not the shop's.
#[must_use]
pub fn other_site() -> Markup {
    let advice =
        "It came from another website, so nothing was changed. Use the buttons on the shop’s own pages.";
    in_english("other-site", "The shop refused this form.", advice)
}

/// A page could not be made.
#[must_use]
pub fn failed(region: RegionName) -> Markup {
    let texts = Texts::of(region);
    problem(texts, "failed", texts.failed, texts.try_later)
}

/// The shop does not know the language of the person who sends the request.
fn in_english(test: &str, heading: &str, advice: &str) -> Markup {
    problem(Texts::of(RegionName::Us), test, heading, advice)
}

fn problem(texts: &Texts, test: &str, heading: &str, advice: &str) -> Markup {
    let body = html! {
        h1 data-test=(test) { (heading) }
        p .lead { (advice) }
        p { a href="/" { (texts.to_the_shop) } }
    };
    page(texts, heading, &html! {}, &body, None)
}
