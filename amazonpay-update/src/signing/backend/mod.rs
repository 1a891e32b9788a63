//! The crate that does the RSA operation, chosen by feature.
//!
//! Each backend is one file with the same interface: `key_pair` and `public_key` parse, a `PrivateKey`
//! signs and a `PublicKey` verifies; a `Pkcs1Key` verifies what others signed with RSASSA-PKCS1-v1_5.
//! Neither crate shows outside its file.

#[cfg(feature = "aws-lc-rs")]
pub(super) mod aws_lc;
#[cfg(feature = "rsa")]
pub(super) mod pure_rust;

#[cfg(feature = "aws-lc-rs")]
pub(super) use aws_lc as active;
#[cfg(all(feature = "rsa", not(feature = "aws-lc-rs")))]
pub(super) use pure_rust as active;

#[cfg(not(any(feature = "aws-lc-rs", feature = "rsa")))]
compile_error!(
    "amazonpay-update needs a backend for RSA: turn on the feature `aws-lc-rs` (the default; fast, needs a C \
     compiler) or `rsa` (pure Rust)"
);

/// The backend refuses a key that has the right form and size.
pub(super) struct Rejected;

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

/// The name of the backend that signs: `aws-lc-rs`, or `rsa` where that is the only one turned on.
///
/// # Examples
///
/// ```
/// println!("RSA by {}", amazonpay_update::active_backend());
/// ```
#[must_use]
pub const fn active_backend() -> &'static str {
    active::NAME
}
