//! The crate that does the RSA operation, chosen by feature.
//!
//! Each backend is one file with the same interface: `key_pair` and `public_key` parse, a `PrivateKey`
//! signs and a `PublicKey` verifies; a `Pkcs1Key` verifies what others signed with RSASSA-PKCS1-v1_5.
//! Neither crate is visible outside its file.

#[cfg(feature = "aws-lc-rs")]
pub(super) mod aws_lc;
mod interface;
#[cfg(feature = "rsa")]
pub(super) mod pure_rust;

#[cfg(feature = "aws-lc-rs")]
pub(super) use aws_lc as active;
#[cfg(all(feature = "rsa", not(feature = "aws-lc-rs")))]
pub(super) use pure_rust as active;

#[cfg(feature = "ipn")]
pub use interface::Hash;

#[cfg(not(any(feature = "aws-lc-rs", feature = "rsa")))]
compile_error!(
    "amazonpay-update needs a backend for RSA: turn on the feature `aws-lc-rs` (the default; fast, needs a C \
     compiler) or `rsa` (pure Rust)"
);

/// The name of the backend that signs: `aws-lc-rs`, or `rsa` when no other backend is turned on.
///
/// # Examples
///
/// ```
/// println!("RSA by {}", amazonpay_update::signing::active_backend());
/// ```
#[must_use]
pub const fn active_backend() -> &'static str {
    active::NAME
}
