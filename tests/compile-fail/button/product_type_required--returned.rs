//! A function that returns `impl UpdatePayload` does not say the product type.

use amazonpay_update::{Account, CheckedPayload, Us, UpdatePayload};

fn main() {}

fn payload(json: &str) -> impl UpdatePayload + use<> {
    CheckedPayload::check(json).unwrap()
}

fn button(account: &Account<Us>) {
    let signed = account.sign(&payload("{}")).unwrap();
    let _ = signed.button().label("Update");
}
