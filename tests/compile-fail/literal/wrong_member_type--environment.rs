//! An environment by its path, behind the id of a key.

use amazonpay_update::public_key_id;

fn main() {
    let _ = public_key_id!("LIVE-AEXAMPLEKEYID", Environment::Live);
}
