//! A URL without scheme and host. The buyer would be sent there after cancelling.

use amazonpay_update::cancel_url;

fn main() {
    let _ = cancel_url!("/merchant-result-page");
}
