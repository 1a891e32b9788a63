//! The public half of the key of state tokens given to an account.

use amazonpay_update::account::AccountError;
use amazonpay_update::return_state::StateVerifyingKey;
use amazonpay_update::{Account, Environment, Us, merchant_id, public_key_id};

fn account(key: StateVerifyingKey) -> Result<(), AccountError> {
    let public_key_id = public_key_id!("SANDBOX-AEXAMPLEKEYID");
    let account = Account::<Us, _>::new(merchant_id!("A3LVSV45M75151"), public_key_id, key, Environment::Sandbox)?;
    drop(account);
    Ok(())
}

fn main() {}
