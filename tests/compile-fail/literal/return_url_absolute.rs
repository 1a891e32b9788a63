//! A URL without scheme and host.

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("/merchant-result-page");
}
