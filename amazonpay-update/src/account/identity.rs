//! The merchant, the key and the environment that a signature is made for.

use crate::region::Environment;
use crate::value::{MerchantId, PublicKeyId};

/// An account and everything that it has signed share one identity.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) merchant_id: MerchantId,
    pub(super) public_key_id: PublicKeyId,
    pub(super) environment: Environment,
}
