//! A URL without a host.

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("https:///merchant-result-page");
}
