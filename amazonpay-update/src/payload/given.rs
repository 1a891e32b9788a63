//! The types that `update_payload!` accepts for a member.

use super::member_value::MemberValue;
use super::state::{Maybe, Optional, Set};
use amazonpay_update_derive::refuses;
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

/// A type that [`update_payload!`](crate::update_payload) takes for the member `M`: the member's type `V`, a
/// reference, `Box`, `Rc`, `Arc` or `Cow` of it, or an `Option` of a value or a reference.
#[refuses(
    wrong_member_type,
    about = "`{M}`",
    label = "expected `{V}`, found `{Self}`",
    note = "if the member is a text: `.parse()?`"
)]
pub trait GivenMember<M, V> {
    /// A reference to the value, or an `Option` of a reference for an `Option`.
    type Given<'a>
    where
        Self: 'a,
        V: 'a;

    /// The value, if there is one.
    fn given(&self) -> Self::Given<'_>;
}

#[diagnostic::do_not_recommend]
impl<M, V> GivenMember<M, V> for V {
    type Given<'a>
        = Set<&'a V>
    where
        V: 'a;

    fn given(&self) -> Set<&V> {
        Set(self)
    }
}

macro_rules! pointers {
    ($($pointer:ty $(, $clone:ident)?;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<M, V $(: $clone)?> GivenMember<M, V> for $pointer {
            type Given<'a> = Set<&'a V> where Self: 'a, V: 'a;

            fn given(&self) -> Set<&V> {
                Set(self)
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

macro_rules! options {
    ($($option:ty, $as_ref:ident;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<M, V> GivenMember<M, V> for $option {
            type Given<'a> = Maybe<&'a V> where Self: 'a, V: 'a;

            fn given(&self) -> Maybe<&V> {
                Maybe(self.$as_ref())
            }
        }
    )+};
}

options! {
    Option<V>, as_ref;
    Option<&V>, as_deref;
    &Option<V>, as_ref;
}

amazonpay_update_derive::from_schema!(given);
