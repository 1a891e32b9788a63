//! A URL that is not https.

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("http://a.com/merchant-result-page");
}
