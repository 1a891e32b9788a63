//! The trait of every payload.

use super::derived::{Derived, PayloadIsDerived, Verdict};
use super::unsigned::UnsignedPayloadHasNoButton;
use amazonpay_update_derive::refuses;
use amazonpay_update_rules::Rule;
use std::rc::Rc;
use std::sync::Arc;

/// A payload of the update flow: a struct with [`#[derive(UpdatePayload)]`](derive@crate::UpdatePayload), a
/// [`PayloadText`](crate::payload::PayloadText) of [`update_payload!`](crate::update_payload), or a
/// [`CheckedPayload`](crate::CheckedPayload).
///
/// Every signed payload keeps every rule, because nothing else can be signed. There are two ways around a rule, and
/// both have a name in the code: a value made by `other`, such as [`Scope::other`](crate::Scope::other), and
/// `allow(...)` on the struct. The promise does not hold for code that names `__private` or is `unsafe`.
///
/// A reference to a payload is a payload too, and so are `Box`, `Rc` and `Arc` of a payload.
#[refuses(payload_is_derived, label = "`{Self}` is no payload")]
pub trait UpdatePayload: PayloadIsDerived {
    /// The product type: [`PayAndShip`](crate::PayAndShip) or [`PayOnly`](crate::PayOnly),
    /// [`NeededProductType`](crate::payload::NeededProductType) if it is known only while the program runs, or
    /// [`Unstated`](crate::payload::Unstated), which makes no button.
    type ProductType;

    /// The bytes to reserve for the canonical text: at least its length without escapes.
    fn canonical_len(&self) -> usize;

    /// Appends the canonical text (RFC 8785) to a buffer.
    fn write_canonical(&self, out: &mut String);

    /// The canonical text (RFC 8785), which is signed and which the page gets.
    fn to_canonical_json(&self) -> String {
        let mut text = String::with_capacity(self.canonical_len());
        self.write_canonical(&mut text);
        text
    }

    /// Whether the payload may be signed, and for which product type. A type that implements the trait by hand gets
    /// this default answer, and is not signed.
    #[doc(hidden)]
    fn verdict(&self) -> Verdict<Self::ProductType> {
        Verdict::broken(Rule::PayloadIsDerived)
    }

    /// Says that only a signed payload has a button.
    #[doc(hidden)]
    fn button<B>(&self) -> B
    where
        Self: Sized + UnsignedPayloadHasNoButton<B>, // sign it first, with `account.sign(&payload)?`
    {
        self.no_button()
    }
}

/// The text to sign and its product type, or the rule that the payload breaks.
pub(crate) fn text_to_sign<T: UpdatePayload + ?Sized>(payload: &T) -> Result<(String, T::ProductType), Rule> {
    let product_type = payload.verdict().product_type()?;
    Ok((payload.to_canonical_json(), product_type))
}

macro_rules! pointers {
    ($($(#[$attribute:meta])* $pointer:ty;)+) => {$(
        impl<T: UpdatePayload + ?Sized> Derived for $pointer {}

        $(#[$attribute])*
        impl<T: UpdatePayload + ?Sized> UpdatePayload for $pointer {
            type ProductType = T::ProductType;

            fn canonical_len(&self) -> usize {
                T::canonical_len(self)
            }

            fn write_canonical(&self, out: &mut String) {
                T::write_canonical(self, out);
            }

            fn verdict(&self) -> Verdict<T::ProductType> {
                T::verdict(self)
            }
        }
    )+};
}

// rustc lists the payloads, and `Arc` is enough in that list.
pointers! {
    &T;
    Box<T>;
    #[diagnostic::do_not_recommend] Rc<T>;
    Arc<T>;
}
