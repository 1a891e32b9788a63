//! Says why a builder has no setter for a member.

use super::unsigned::UnsignedPayloadHasNoButton;
use std::marker::PhantomData;

/// The target of a builder's `Deref`. It has methods for the members that the builder `B` has no setter for, and for
/// later steps. No type implements the traits that these methods ask for, so that the compiler tells the caller what
/// to write. The methods return the builder, so that the compiler checks the rest of the chain too.
///
/// It has no `Clone`. Otherwise the error of `builder.clone()` would name this type's bounds.
#[derive(Debug)]
pub struct NoSetter<B>(PhantomData<fn() -> B>);

impl<B> NoSetter<B> {
    #[doc(hidden)]
    pub const NONE: NoSetter<B> = NoSetter(PhantomData);

    #[doc(hidden)]
    #[must_use]
    pub fn button<Button>(&self) -> Button
    where
        Builder: UnsignedPayloadHasNoButton<Button>,
    {
        Builder.no_button()
    }
}

/// A builder, for errors to name.
#[derive(Clone, Copy, Debug)]
pub struct Builder;

amazonpay_update_derive::from_schema!(no_setters);
