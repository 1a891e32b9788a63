//! A URL with a backslash.

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("https://a.com\\merchant-result-page");
}
