//! A number where a text belongs.

use amazonpay_update::merchant_reference_id;

fn main() {
    let _ = merchant_reference_id!(4711);
}
