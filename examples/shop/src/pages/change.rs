//! Before the buyer goes to Amazon's page: the button.

use super::Texts;
use super::layout::page;
use crate::amazon_pay::StartedUpdate;
use crate::database::Wallet;
use crate::log::Entry;
use amazonpay_update::button::{Button, Nonce};
use amazonpay_update::payload::Change;
use amazonpay_update::region::RegionName;
use maud::{Markup, PreEscaped, html};

/// The page with the button.
#[must_use]
pub fn change(
    button: Button<'_, RegionName>,
    started: &StartedUpdate,
    nonce: &Nonce,
    wallet: &Wallet,
    change: Change,
    entries: &[Entry],
) -> Markup {
    let texts = Texts::of(started.region());
    let title = texts.change(change, wallet.stored);
    let button = button.label(texts.to_amazon).id("amazon-pay-button").class("amazon");
    let body = html! {
        h1 { (title) }
        p .lead { (texts.item(wallet.product).name) ": " (wallet.card) }
        p { (texts.at_amazon) }
        div .actions {
            (PreEscaped(button.to_html_with_nonce(nonce)))
            a .button href="/account" { (texts.back) }
        }
    };
    page(texts, title, &PreEscaped(button.script_tag_with_nonce(nonce)), &body, Some(entries))
}
