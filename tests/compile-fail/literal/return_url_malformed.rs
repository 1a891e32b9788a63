//! A URL with spaces.

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("https://a.com/merchant result page");
}
