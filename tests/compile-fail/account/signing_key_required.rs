//! A `Result` where the key belongs that is in it.

use amazonpay_update::{Account, Environment, SigningKey, Us, merchant_id, public_key_id};

fn account(pem: &str) -> Result<Account<Us>, Box<dyn std::error::Error>> {
    let key = SigningKey::from_pem(pem);
    let public_key_id = public_key_id!("SANDBOX-AEXAMPLEKEYID");
    Ok(Account::new(merchant_id!("A3LVSV45M75151"), public_key_id, key, Environment::Sandbox)?)
}

fn main() {}
