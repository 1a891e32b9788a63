//! `checkoutResultReturnUrl` set twice.

use amazonpay_update::{Update, return_url};

fn main() {
    let _ = Update::builder()
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"));
}
