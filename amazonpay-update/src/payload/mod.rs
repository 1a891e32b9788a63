//! The payload: what every payload can do, the ready-made one, and what they are made of.

pub mod canonical;
mod check;
pub(crate) mod choice;
pub(crate) mod delivery;
pub mod member;
mod needed;
mod object;
mod parts;
pub mod state;
pub(crate) mod unsigned;
mod update;

pub use crate::json::{CanonicalizeError, canonicalize};
pub use crate::violation::{Violation, Violations};
#[doc = include_str!("../../docs/derive.md")]
pub use amazonpay_update_derive::UpdatePayload;
pub use check::{CheckedPayload, Warning};
pub use choice::{
    ChargePermissionType, OneTime, PayAndShip, PayOnly, PaymentMethodOnFile, ProductType, Recurring, Unstated,
};
pub use delivery::{DeliverySpecifications, DeliverySpecificationsBuilder};
pub use needed::{Change, NeededProductType, StoredPermission, needed_product_type};
pub use parts::{MerchantMetadata, WebCheckoutDetails};
pub use update::{Update, UpdateBuilder};

use unsigned::UnsignedPayloadHasNoButton;

/// A payload of the update flow: a struct with [`#[derive(UpdatePayload)]`](derive@crate::UpdatePayload).
///
/// The derive checks the struct against Amazon's schema. What implements the trait by hand is signed
/// as it is: no rule is checked.
pub trait UpdatePayload {
    /// [`PayAndShip`] or [`PayOnly`]; or [`Unstated`], of which no button can be made.
    type ProductType;

    /// Bytes of the canonical text, not counting escapes.
    fn canonical_len(&self) -> usize;

    /// Appends the canonical text (RFC 8785) to a buffer.
    fn write_canonical(&self, out: &mut String);

    /// The canonical text (RFC 8785): what is signed, and what the page gets.
    fn to_canonical_json(&self) -> String {
        let mut text = String::with_capacity(self.canonical_len());
        self.write_canonical(&mut text);
        text
    }

    /// Says that only a signed payload has a button.
    #[doc(hidden)]
    fn button<B>(&self) -> B
    where
        Self: Sized + UnsignedPayloadHasNoButton<B>,
    {
        self.no_button()
    }
}
