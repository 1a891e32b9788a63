//! A constant, which is called as a macro's own could be.

use amazonpay_update::store_id;

const VALUE: &str = "amzn1.application.8b5e45312b52";

fn main() {
    let _ = store_id!(VALUE);
}
