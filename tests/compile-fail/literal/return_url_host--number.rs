//! A host whose last label is a number: a browser takes it for the address 1.2.0.3.

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("https://1.2.3/merchant-result-page");
}
