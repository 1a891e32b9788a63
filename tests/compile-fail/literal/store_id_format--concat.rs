//! A text that is no literal, but is known while compiling.

use amazonpay_update::store_id;

fn main() {
    let _ = store_id!(concat!("amzn1.application.", "8b5e45312b52"));
}
