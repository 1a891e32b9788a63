//! A URL that is not https. The buyer would be sent there after cancelling.

use amazonpay_update::cancel_url;

fn main() {
    let _ = cancel_url!("http://a.com/merchant-result-page");
}
