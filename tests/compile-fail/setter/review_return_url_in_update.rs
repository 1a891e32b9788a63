//! The review page of a checkout.

use amazonpay_update::{Update, return_url};

fn main() {
    let _ = Update::builder().checkout_review_return_url(return_url!("https://a.com/review"));
}
