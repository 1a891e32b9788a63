//! `checkoutCancelUrl` set twice.

use amazonpay_update::{Update, cancel_url};

fn main() {
    let _ = Update::builder()
        .checkout_cancel_url(cancel_url!("https://a.com/account"))
        .checkout_cancel_url(cancel_url!("https://a.com/account"));
}
