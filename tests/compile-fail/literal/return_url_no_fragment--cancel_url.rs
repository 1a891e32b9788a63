//! A URL with a fragment. The buyer would be sent there after cancelling.

use amazonpay_update::cancel_url;

fn main() {
    let _ = cancel_url!("https://a.com/#done");
}
