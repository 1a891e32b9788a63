//! A URL with a user name and a password.

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("https://user:secret@a.com/");
}
