//! A URL with the query parameter that Amazon appends.

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("https://a.com/?amazonCheckoutSessionId=1");
}
