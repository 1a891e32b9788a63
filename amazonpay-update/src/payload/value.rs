//! How a value stands in canonical JSON.

use crate::value::{
    CancelUrl, ChargePermissionId, CustomInformation, MerchantReferenceId, MerchantStoreName, NoteToBuyer,
    ReturnUrl, StoreId,
};
use amazonpay_update_rules::escape::push_escaped;
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

/// A value that can write itself as canonical JSON (RFC 8785).
pub trait CanonicalValue {
    /// Bytes it takes, not counting escapes.
    fn canonical_len(&self) -> usize;

    /// Appends it.
    fn write_canonical(&self, out: &mut String);
}

/// A type a field may have that stands for the member `M`: the member's own type `V`, or a
/// reference, `Box`, `Rc`, `Arc` or `Cow` of it.
pub trait MemberValue<M, V> {
    /// The value itself.
    fn as_value(&self) -> &V;
}

/// Texts whose rules leave nothing to escape.
macro_rules! plain_text {
    ($($name:ident)+) => {$(
        impl CanonicalValue for $name {
            fn canonical_len(&self) -> usize {
                self.as_str().len() + 2
            }

            fn write_canonical(&self, out: &mut String) {
                out.push('"');
                out.push_str(self.as_str());
                out.push('"');
            }
        }
    )+};
}

macro_rules! free_text {
    ($($name:ident)+) => {$(
        impl CanonicalValue for $name {
            fn canonical_len(&self) -> usize {
                self.as_str().len() + 2
            }

            fn write_canonical(&self, out: &mut String) {
                write_text(self.as_str(), out);
            }
        }
    )+};
}

plain_text!(StoreId ChargePermissionId);
free_text!(ReturnUrl CancelUrl MerchantReferenceId MerchantStoreName NoteToBuyer CustomInformation);

/// Appends a text as a JSON string.
pub(crate) fn write_text(text: &str, out: &mut String) {
    out.push('"');
    push_escaped(out, text);
    out.push('"');
}

impl CanonicalValue for bool {
    fn canonical_len(&self) -> usize {
        5
    }

    fn write_canonical(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}
