//! Guides: how several parts of this library work together.

#[doc = include_str!("../docs/production.md")]
pub mod production {}
