//! Why a builder has no setter for a member.

use super::unsigned::UnsignedPayloadHasNoButton;

/// What a builder dereferences to: methods for members that it has no setter for, and for what only comes
/// later. No type implements the traits they ask for, so that the compiler tells their caller what to write.
#[derive(Clone, Copy, Debug)]
pub struct NoSetter;

impl NoSetter {
    #[doc(hidden)]
    #[must_use]
    pub fn button<B>(&self) -> B
    where
        NoSetter: UnsignedPayloadHasNoButton<B>,
    {
        self.no_button()
    }
}

amazonpay_update_derive::from_schema!(no_setters);
