//! The key of state tokens asked to sign a payload.

use amazonpay_update::return_state::StateKey;
use amazonpay_update::signing::Algorithm;
use amazonpay_update::{PayOnly, Update};

fn sign(key: &StateKey, update: &Update<PayOnly>) -> String {
    let signed = key.sign(update, Algorithm::PssV2);
    signed.signature().to_owned()
}

fn main() {}
