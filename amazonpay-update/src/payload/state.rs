//! The states of a builder's members, as types.

pub use super::delivery::{Nothing, Something};
pub use super::no_setter::*;
use amazonpay_update_derive::refuses;
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

/// A required member that is not set yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Missing;

/// An optional member that is not set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unset;

/// A member that is set, with its value.
#[derive(Clone, Copy, Debug)]
pub struct Set<T>(#[doc(hidden)] pub T);

/// A member that was set with an `Option`, which may be `None`.
#[derive(Clone, Copy, Debug)]
pub struct Maybe<T>(pub(crate) Option<T>);

/// A member `M` that is not set yet, so that its setter can be called.
#[refuses(duplicate_member, about = "`{M}`", label = "here `{M}` is `{Self}`")]
pub trait SetOnce<M> {}

#[diagnostic::do_not_recommend]
impl<M> SetOnce<M> for Missing {}
#[diagnostic::do_not_recommend]
impl<M> SetOnce<M> for Unset {}

/// A member `M` is set that the struct requires and Amazon does not.
#[refuses(member_required, about = "`{M}`", label = "here `{M}` is `{Self}`")]
pub trait MemberRequired<M, T> {
    /// The value.
    fn into_value(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<M, T> MemberRequired<M, T> for Set<T> {
    fn into_value(self) -> T {
        self.0
    }
}

/// The type of a field that is marked `default` without an expression.
#[doc(hidden)]
#[refuses(
    attribute_value,
    about = "`default`",
    label = "`{Self}` has no `Default`: write `default = expression`"
)]
pub trait FieldDefault {
    fn field_default() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> FieldDefault for T {
    fn field_default() -> T {
        T::default()
    }
}

/// The type of a flag's field that is marked `default` without an expression: `bool`, or a pointer to it.
#[doc(hidden)]
#[refuses(
    attribute_value,
    about = "`default`",
    label = "`{Self}` cannot be made from a `bool`: write `default = expression`"
)]
pub trait FlagDefault {
    fn flag_default(flag: bool) -> Self;
}

#[diagnostic::do_not_recommend]
impl FlagDefault for bool {
    fn flag_default(flag: bool) -> bool {
        flag
    }
}

#[diagnostic::do_not_recommend]
impl FlagDefault for &bool {
    fn flag_default(flag: bool) -> Self {
        if flag { &true } else { &false }
    }
}

macro_rules! flag_pointers {
    ($($pointer:ty, $new:expr $(, $clone:ident)?;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: FlagDefault $(+ $clone)?> FlagDefault for $pointer {
            fn flag_default(flag: bool) -> Self {
                $new(T::flag_default(flag))
            }
        }
    )+};
}

flag_pointers! {
    Box<T>, Box::new;
    Rc<T>, Rc::new;
    Arc<T>, Arc::new;
    Cow<'_, T>, Cow::Owned, Clone;
}

/// An optional member, set or not.
#[doc(hidden)]
pub trait Optional<T> {
    fn into_option(self) -> Option<T>;
}

impl<T> Optional<T> for Unset {
    fn into_option(self) -> Option<T> {
        None
    }
}

impl<T> Optional<T> for Set<T> {
    fn into_option(self) -> Option<T> {
        Some(self.0)
    }
}

impl<T> Optional<T> for Maybe<T> {
    fn into_option(self) -> Option<T> {
        self.0
    }
}

impl<T> Optional<T> for Set<Option<T>> {
    fn into_option(self) -> Option<T> {
        self.0
    }
}
