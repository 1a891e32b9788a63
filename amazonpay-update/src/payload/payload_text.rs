//! A payload that holds its canonical text.

use super::derived::{Derived, Verdict};
use super::unsigned::UnsignedPayloadHasNoButton;
use super::update_payload::UpdatePayload;
use crate::shown::unless_a_key;
use crate::value::checked::Checked;
use std::borrow::Cow;
use std::fmt;

/// A payload as [`update_payload!`](crate::update_payload) makes it: the canonical text (RFC 8785) of JSON that
/// keeps every rule, for a button with the product type `P`.
///
/// A payload of literals alone can be a constant. If the constant is a reference, its text and its string to sign can be
/// constants too.
///
/// # Examples
///
/// ```
/// use amazonpay_update::payload::PayloadText;
/// use amazonpay_update::{PayOnly, update_payload};
///
/// const UPDATE: &PayloadText<PayOnly> = &update_payload!(PayOnly, {
///     "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
///     "chargePermissionId": "B01-0000000-0000000",
///     "chargePermissionType": "PaymentMethodOnFile",
///     "webCheckoutDetails": { "checkoutResultReturnUrl": "https://a.com/merchant-result-page" },
///     "paymentMethodOnFileMetadata": { "setupOnly": true },
///     "paymentDetails": { "paymentIntent": "Confirm" },
/// });
/// const TEXT: &str = UPDATE.as_str();
/// assert!(TEXT.starts_with(r#"{"chargePermissionId":"B01-0000000-0000000","#));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PayloadText<P> {
    text: Cow<'static, str>,
    product_type: P,
}

impl<P> PayloadText<P> {
    /// Makes a payload from a text that a macro has checked.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_static(text: &'static str, product_type: P, _: Checked) -> PayloadText<P> {
        PayloadText { text: Cow::Borrowed(text), product_type }
    }

    /// The same, made while the program runs.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_text(text: String, product_type: P, _: Checked) -> PayloadText<P> {
        PayloadText { text: Cow::Owned(text), product_type }
    }

    /// The canonical text.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        match &self.text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => text.as_str(),
        }
    }

    /// The trait's method again, for a caller without the trait in scope. It says that only a signed payload has a
    /// button.
    #[doc(hidden)]
    #[must_use]
    pub fn button<B>(&self) -> B
    where
        Self: UnsignedPayloadHasNoButton<B>,
    {
        self.no_button()
    }
}

impl<P> Derived for PayloadText<P> {}

impl<P: Copy> UpdatePayload for PayloadText<P> {
    type ProductType = P;

    fn canonical_len(&self) -> usize {
        self.text.len()
    }

    fn write_canonical(&self, out: &mut String) {
        out.push_str(&self.text);
    }

    /// The macro has checked it.
    fn verdict(&self) -> Verdict<P> {
        Verdict::kept(self.product_type)
    }
}

impl<P> fmt::Debug for PayloadText<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PayloadText").field(&unless_a_key(&self.text)).finish()
    }
}
