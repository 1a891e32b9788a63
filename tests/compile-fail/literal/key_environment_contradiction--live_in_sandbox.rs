//! A Live key for Sandbox.

use amazonpay_update::public_key_id;

fn main() {
    let _ = public_key_id!("LIVE-AEXAMPLEKEYID", Sandbox);
}
