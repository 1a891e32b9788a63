//! ES256 itself, for this project's own tests: not part of the interface.

use super::{StateKey, StateVerifyingKey};

/// Signs a message: *r* and *s*.
#[must_use]
pub fn sign(key: &StateKey, message: &[u8]) -> [u8; 64] {
    key.es256(message)
}

/// Whether the signature verifies for the message.
#[must_use]
pub fn verify(key: &StateVerifyingKey, message: &[u8], signature: &[u8]) -> bool {
    key.is_es256(message, signature)
}
