//! No public key id.

use amazonpay_update::public_key_id;

fn main() {
    let _ = public_key_id!("");
}
