//! The buyer is back.

use super::Texts;
use super::layout::page;
use crate::database::Outcome;
use crate::log::Entry;
use amazonpay_update::region::RegionName;
use maud::{Markup, html};

/// What became of the update.
#[must_use]
pub fn result(region: RegionName, outcome: &Outcome, entries: &[Entry]) -> Markup {
    let texts = Texts::of(region);
    let start_again = ["canceled", "declined", "expired", "start-again"].contains(&outcome.kind.as_str());
    let wallet = outcome.charge_permission_id.as_ref().filter(|_| start_again);
    let body = html! {
        h1 { (texts.result) }
        p .lead role="status" data-test="outcome" data-outcome=(outcome.kind) { (outcome.message) }
        div .actions {
            a .button href="/account" data-test="to-account" { (texts.back) }
            @if let Some(id) = wallet {
                a .button href={ "/wallets/" (id) "/payment-method" } data-test="start-again" { (texts.start_again) }
            }
            // The shop tries these again by itself.
            @if ["checking", "our-fault"].contains(&outcome.kind.as_str()) {
                a .button href="/result" data-test="look-again" { (texts.look_again) }
            }
        }
    };
    page(texts, texts.result, &html! {}, &body, Some(entries))
}
