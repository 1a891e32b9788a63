//! A port beyond the last.

use amazonpay_update::cancel_url;

fn main() {
    let _ = cancel_url!("https://a.com:65536/account");
}
