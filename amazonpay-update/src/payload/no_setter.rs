//! Why a builder has no setter for a member.

use super::unsigned::UnsignedPayloadHasNoButton;
use std::marker::PhantomData;

/// What a builder `B` dereferences to: methods for members that it has no setter for, and for what only comes
/// later. No type implements the traits they ask for, so that the compiler tells their caller what to write.
/// The builder is what they return, so that the rest of the chain is looked at too.
#[derive(Clone, Copy, Debug)]
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
