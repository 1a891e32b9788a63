//! An IPv6 address that is not closed.

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("https://[2001:db8::1/merchant-result-page");
}
