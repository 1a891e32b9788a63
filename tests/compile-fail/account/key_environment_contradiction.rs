//! The literal of a Sandbox key for an account in Live.

use amazonpay_update::account::AccountError;
use amazonpay_update::{Account, Environment, SigningKey, Us, merchant_id, public_key_id};

fn live(key: SigningKey) -> Result<Account<Us>, AccountError> {
    let public_key_id = public_key_id!("SANDBOX-AEXAMPLEKEYID", Live);
    Account::new(merchant_id!("A3LVSV45M75151"), public_key_id, key, Environment::Live)
}

fn main() {}
