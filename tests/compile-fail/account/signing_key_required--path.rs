//! The path of a key where the key belongs.

use amazonpay_update::account::AccountError;
use amazonpay_update::{Account, Environment, Us, merchant_id, public_key_id};
use std::path::PathBuf;

fn account(path: PathBuf) -> Result<(), AccountError> {
    let public_key_id = public_key_id!("SANDBOX-AEXAMPLEKEYID");
    let account = Account::<Us>::new(merchant_id!("A3LVSV45M75151"), public_key_id, path, Environment::Sandbox)?;
    drop(account.with_cache(16));
    Ok(())
}

fn main() {}
