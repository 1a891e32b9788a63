//! An application id where the store id belongs.

use amazonpay_update::store_id;

fn main() {
    let _ = store_id!("amzn1.application.8b5e45312b5248b69eea");
}
