//! What every backend takes and returns, beside its keys.

/// The backend refuses a key that has the right form and size.
pub(in crate::signing) struct Rejected;

/// The hash of an RSASSA-PKCS1-v1_5 signature.
#[cfg(feature = "ipn")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    /// SHA-1, for version 1 of Amazon SNS's signatures alone.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}
