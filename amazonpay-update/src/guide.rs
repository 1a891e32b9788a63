//! Guides: how several parts of this library work together.

#[doc = include_str!("../docs/production.md")]
pub mod production {}

#[cfg(all(feature = "client", feature = "return-state"))]
#[doc = include_str!("../docs/rotating-keys.md")]
pub mod rotating_keys {}

#[doc = include_str!("../docs/testing.md")]
pub mod testing {}
