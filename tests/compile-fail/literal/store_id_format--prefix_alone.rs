//! Nothing behind the prefix.

use amazonpay_update::store_id;

fn main() {
    let _ = store_id!("amzn1.application-oa2-client.");
}
