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
            "Each buyer pays for three subscriptions with Amazon Pay. The first one is in order. For the second one, \
             Amazon Pay refuses the payment. The third one comes by e-mail, and now needs an address for a parcel. \
             Choose a buyer: each click makes a new one, with new subscriptions."
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
