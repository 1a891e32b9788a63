//! The first page: who are you?

use super::Texts;
use super::layout::page;
use crate::database::Product;
use amazonpay_update::region::RegionName;
use maud::{Markup, html};

/// The page of somebody who is not logged in.
#[must_use]
pub fn home() -> Markup {
    let texts = Texts::of(RegionName::Us);
    let body = html! {
        h1 { "Tea, every month" }
        p .lead {
            "Each buyer has three subscriptions, paid with Amazon Pay: one that is well, one whose payment is refused, \
             and one by e-mail that should be sent from now on. Choose who you are; every click makes a new buyer, with \
             new wallets."
        }
        ul .cards {
            @for region in RegionName::ALL {
                @let texts = Texts::of(*region);
                li .card lang=(texts.lang) {
                    h2 { (texts.buyer) }
                    p { (texts.country) ", " (texts.item(Product::BlackTea).price) " " (texts.a_month) }
                    form method="post" action="/login" {
                        input type="hidden" name="region" value=(region.as_str());
                        button type="submit" id={ "log-in-" (region) } data-test="log-in" { (texts.log_in) }
                    }
                }
            }
        }
    };
    page(texts, "Tea, every month", &html! {}, &body, None)
}
