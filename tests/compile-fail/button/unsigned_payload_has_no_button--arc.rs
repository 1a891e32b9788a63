//! The button of a payload in an `Arc` that nobody has signed.

use amazonpay_update::{PayOnly, Update};
use std::sync::Arc;

fn page(update: Arc<Update<PayOnly>>) {
    let _ = update.button();
}

fn main() {}
