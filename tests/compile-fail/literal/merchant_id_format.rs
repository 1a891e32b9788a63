//! A merchant id in lower case.

use amazonpay_update::merchant_id;

fn main() {
    let _ = merchant_id!("a3lvsv45m75151");
}
