//! The button of a payload that came as JSON, before it is signed.

use amazonpay_update::CheckedPayload;

fn button(checked: &CheckedPayload) {
    let _ = checked.button();
}

fn main() {}
