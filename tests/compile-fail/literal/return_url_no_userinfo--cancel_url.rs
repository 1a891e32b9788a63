//! A URL with a user name and a password. The buyer would be sent there after cancelling.

use amazonpay_update::cancel_url;

fn main() {
    let _ = cancel_url!("https://user:secret@a.com/");
}
