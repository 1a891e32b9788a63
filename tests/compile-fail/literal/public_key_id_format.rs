//! A public key id with a space.

use amazonpay_update::public_key_id;

fn main() {
    let _ = public_key_id!("no spaces");
}
