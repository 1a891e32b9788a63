//! A Sandbox key for Live.

use amazonpay_update::public_key_id;

fn main() {
    let _ = public_key_id!("SANDBOX-AEXAMPLEKEYID", Live);
}
