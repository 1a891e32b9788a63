//! How a value stands in canonical JSON, and which types a field may have. Generated code uses it.

use crate::value::{
    CancelUrl, ChargePermissionId, CustomInformation, MerchantReferenceId, MerchantStoreName, NoteToBuyer,
    ReturnUrl, Scope, SpecialRestriction, StateOrRegion, StoreId, ZipPattern,
};
use amazonpay_update_derive::refuses;
use amazonpay_update_rules::escape::push_escaped;
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

/// A value that writes itself as canonical JSON (RFC 8785).
pub trait CanonicalValue {
    /// Bytes it takes, not counting escapes.
    fn canonical_len(&self) -> usize;

    /// Appends it.
    fn write_canonical(&self, out: &mut String);
}

/// A value that is a JSON string.
///
/// The derive writes the quotes itself, as part of the constant text around them.
pub trait CanonicalText {
    /// The text, without escapes.
    fn text(&self) -> &str;

    /// Appends the text with RFC 8785's escapes, without the quotes.
    fn push_text(&self, out: &mut String) {
        push_escaped(out, self.text());
    }
}

macro_rules! texts {
    (nothing to escape: $($plain:ident)+; free: $($free:ident)+;) => {
        $(
            impl CanonicalText for $plain {
                fn text(&self) -> &str {
                    self.as_str()
                }

                fn push_text(&self, out: &mut String) {
                    out.push_str(self.as_str());
                }
            }
        )+
        $(
            impl CanonicalText for $free {
                fn text(&self) -> &str {
                    self.as_str()
                }
            }
        )+
    };
}

texts! {
    nothing to escape: StoreId ChargePermissionId;
    free: ReturnUrl CancelUrl MerchantReferenceId MerchantStoreName NoteToBuyer CustomInformation
        Scope SpecialRestriction ZipPattern;
}

impl CanonicalText for StateOrRegion {
    /// The state or region alone: its country is the key it stands under.
    fn text(&self) -> &str {
        self.region()
    }
}

impl CanonicalValue for bool {
    fn canonical_len(&self) -> usize {
        if *self { "true".len() } else { "false".len() }
    }

    fn write_canonical(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

/// A type that a field for the member `M` may have: the member's own type `V`, or a reference,
/// `Box`, `Rc`, `Arc` or `Cow` of it.
#[refuses(wrong_member_type, about = "`{M}`", label = "expected `{V}`, found `{Self}`")]
pub trait MemberValue<M, V> {
    /// The value itself.
    fn as_value(&self) -> &V;
}

#[diagnostic::do_not_recommend]
impl<M, V> MemberValue<M, V> for V {
    fn as_value(&self) -> &V {
        self
    }
}

macro_rules! pointers {
    ($($pointer:ty $(, $clone:ident)?;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<M, V $(: $clone)?> MemberValue<M, V> for $pointer {
            fn as_value(&self) -> &V {
                self
            }
        }
    )+};
}

pointers! {
    &V;
    Box<V>;
    Rc<V>;
    Arc<V>;
    Cow<'_, V>, Clone;
}
