//! The text of a key given to a signer of requests.

use amazonpay_update::account::AccountError;
use amazonpay_update::region::RegionName;
use amazonpay_update::session::RequestSigner;
use amazonpay_update::{Environment, PublicKeyId, SigningKey};

fn signer(pem: String, id: PublicKeyId) -> Result<RequestSigner<SigningKey>, AccountError> {
    RequestSigner::new(RegionName::Us, id, Environment::Sandbox, pem)
}

fn main() {}
