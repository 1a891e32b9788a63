//! The key of state tokens given to a signer of requests.

use amazonpay_update::account::AccountError;
use amazonpay_update::region::RegionName;
use amazonpay_update::return_state::StateKey;
use amazonpay_update::session::RequestSigner;
use amazonpay_update::{Environment, PublicKeyId};

fn signer(key: StateKey, public_key_id: PublicKeyId) -> Result<(), AccountError> {
    let signer = RequestSigner::new(RegionName::Us, public_key_id, Environment::Sandbox, key)?;
    Ok(())
}

fn main() {}
