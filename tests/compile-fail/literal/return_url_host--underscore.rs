//! A host with an underscore, which no host name has.

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("https://shop_1.a.com/merchant-result-page");
}
