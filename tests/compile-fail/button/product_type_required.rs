//! A JSON text cannot state the product type, so what was signed without one has no button.

use amazonpay_update::{Account, CheckedPayload, Us};

fn main() {}

fn button(account: &Account<Us>, payload: &CheckedPayload) {
    let signed = account.sign(payload).unwrap();
    let _ = signed.button().label("Update");
}
