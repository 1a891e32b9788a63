//! The name of a literal macro in place of the member's name.

use amazonpay_update::{Update, return_url};

fn main() {
    let _ = Update::builder().return_url(return_url!("https://a.com/merchant-result-page"));
}
