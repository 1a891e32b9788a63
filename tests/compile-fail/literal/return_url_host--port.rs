//! A port to which nothing can connect.

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("https://a.com:0/merchant-result-page");
}
