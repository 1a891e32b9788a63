//! The types that a field for a member may have.

use amazonpay_update_derive::refuses;
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

/// A type that a field for the member `M` may have: the member's own type `V`, or a reference,
/// `Box`, `Rc`, `Arc` or `Cow` of it or of a reference to it.
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

/// Each pointer has two impls. If it had only one, rustc would show that one in the error of a pointer to a wrong type,
/// in spite of `do_not_recommend`.
macro_rules! pointers {
    ($($pointer:ty, $to_reference:ty $(, $clone:ident)?;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<M, V $(: $clone)?> MemberValue<M, V> for $pointer {
            fn as_value(&self) -> &V {
                self
            }
        }

        #[diagnostic::do_not_recommend]
        impl<M, V> MemberValue<M, V> for $to_reference {
            fn as_value(&self) -> &V {
                self
            }
        }
    )+};
}

pointers! {
    &V, &&V;
    Box<V>, Box<&V>;
    Rc<V>, Rc<&V>;
    Arc<V>, Arc<&V>;
    Cow<'_, V>, Cow<'_, &V>, Clone;
}
