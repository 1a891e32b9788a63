//! Two texts where one belongs.

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("https://a.com/", "result");
}
