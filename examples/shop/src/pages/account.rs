//! The buyer's wallets.

use super::Texts;
use super::layout::page;
use crate::database::{PaymentState, Wallet};
use crate::log::Entry;
use amazonpay_update::payload::Change;
use amazonpay_update::region::RegionName;
use amazonpay_update::session::ChargePermissionStep;
use maud::{Markup, html};

/// The page of a buyer.
#[must_use]
pub fn account(region: RegionName, wallets: &[Wallet], entries: &[Entry]) -> Markup {
    let texts = Texts::of(region);
    let body = html! {
        h1 { (texts.account) }
        p .lead { (texts.greeting) }
        @for wallet in wallets { (card(texts, wallet)) }
    };
    page(texts, texts.account, &html! {}, &body, Some(entries))
}

fn card(texts: &Texts, wallet: &Wallet) -> Markup {
    let item = texts.item(wallet.product);
    let product = wallet.product.as_str();
    let path = format!("/wallets/{}", wallet.charge_permission_id);
    let well = wallet.step == ChargePermissionStep::NothingToDo;
    html! {
        section .card id=(product) aria-labelledby={ (product) "-title" } data-test="wallet"
            data-charge-permission-id=(wallet.charge_permission_id) data-stored=(wallet.stored.as_str())
            data-step=(wallet.step.as_str()) data-payment=(wallet.payment.as_str()) {
            h2 id={ (product) "-title" } { (item.name) }
            p { (item.about) ", " (item.price) " " (texts.a_month) }
            p .(if well { "well" } else { "unwell" }) data-test="step" {
                (texts.step(wallet.step))
                @if !wallet.reasons.is_empty() { " (" code lang="en" { (wallet.reasons) } ")" }
            }
            dl {
                dt { (texts.paid_with) }
                dd data-test="card" { (wallet.card) }
                dt { (texts.sent_to) }
                dd data-test="address" { (address(texts, wallet)) }
                dt { (texts.payment) }
                dd data-test="payment" {
                    (texts.payment(wallet.payment))
                    @if let Some(refusal) = &wallet.refusal { " (" code lang="en" { (refusal) } ")" }
                }
            }
            div .actions {
                @if wallet.payment != PaymentState::Paid {
                    form method="post" action={ (path) "/charge" } {
                        button type="submit" data-test="charge" { (texts.charge_again) }
                    }
                }
                a .button href={ (path) "/payment-method" } data-test="change-payment-method" {
                    (texts.change_payment_method)
                }
                a .button href={ (path) "/address" } data-test="change-address" {
                    (texts.change(Change::Address, wallet.stored))
                }
            }
        }
    }
}

/// As it stands on a parcel.
fn address(texts: &Texts, wallet: &Wallet) -> Markup {
    let Some(address) = wallet.address() else { return html! { (texts.by_email) } };
    let city = [&address.postal_code, &address.city, &address.state_or_region];
    let city: Vec<&str> = city.into_iter().flatten().map(String::as_str).collect();
    let (name, street, country) = (address.name, address.address_line1, address.country_code);
    html! {
        @for line in [name, street, Some(city.join(" ")), country].iter().flatten() { span .line { (line) } }
    }
}
