//! The payload: the trait of every payload, the ready-made payload [`Update`], and the parts of a payload.
//!
//! There are four ways to a payload. The same rules hold in each, and every payload is signed alike.
//!
//! | way | for a shop that | the type |
//! |---|---|---|
//! | [`Update::builder`] | builds an update where it has the values | [`Update`] |
//! | [`#[derive(UpdatePayload)]`](derive@UpdatePayload) | has a struct of its own for them, or members that never change | that struct |
//! | [`update_payload!`](crate::update_payload) | has Amazon's JSON, from the update page or another SDK, and writes it into the program | [`PayloadText`] |
//! | [`CheckedPayload::check_for`] | gets JSON while the program runs | [`CheckedPayload`] |
//!
//! With the builder, the compiler names a missing member at once. `update_payload!` is the shortest way, and checks
//! literals where they stand. A struct can be kept, compared and passed on before it is signed.

pub(crate) mod check;
pub(crate) mod choice;
pub(crate) mod delivery;
pub(crate) mod derived;
pub mod given;
pub mod member;
mod member_value;
pub(crate) mod needed;
mod no_setter;
mod parts;
mod payload_text;
pub(crate) mod rule_traits;
pub mod state;
pub(crate) mod unsigned;
mod update;
mod update_payload;
mod update_payload_macro;

pub use crate::json::{CanonicalizeError, canonicalize};
pub use crate::violation::{Violation, Violations};
#[doc = include_str!("../../docs/derive.md")]
pub use amazonpay_update_derive::UpdatePayload;
pub use check::{CheckedPayload, Warning};
pub use choice::*;
pub use delivery::{DeliverySpecifications, DeliverySpecificationsBuilder};

pub use member_value::MemberValue;
pub use needed::{Change, StoredPermission, needed_product_type};
pub use parts::{MerchantMetadata, WebCheckoutDetails};
pub use payload_text::PayloadText;
pub use update::{Update, UpdateBuilder};
pub use update_payload::UpdatePayload;
pub(crate) use update_payload::text_to_sign;
