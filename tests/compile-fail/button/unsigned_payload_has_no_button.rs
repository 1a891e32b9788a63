//! The button of `Update` before it is signed.

use amazonpay_update::{PayOnly, Update};

fn button(update: &Update<PayOnly>) {
    let _ = update.button();
}

fn main() {}
