//! Who signs.

use crate::region::Environment;
use crate::value::{MerchantId, PublicKeyId};

/// Who signs: shared between the account and everything it has signed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) merchant_id: MerchantId,
    pub(super) public_key_id: PublicKeyId,
    pub(super) environment: Environment,
}
