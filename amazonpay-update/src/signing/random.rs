//! Random bytes from the backend that signs.

use super::backend::active;

/// New random bytes.
///
/// # Panics
///
/// When the system has no randomness to give.
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    active::fill_random(&mut bytes).expect("the system has randomness");
    bytes
}
