//! What several tests share.

pub mod node;
pub mod openssl;
pub mod payloads;
pub mod scratch;

/// The README's examples compile.
#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
pub struct Readme;
