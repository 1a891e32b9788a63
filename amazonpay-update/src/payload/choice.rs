//! The choices that decide which other members are allowed. Each word is a type.

mod sealed {
    pub trait Sealed {}
}

amazonpay_update_derive::from_schema!(choices);

/// The product type is not stated, because a JSON text cannot state it. A payload that is signed without it has no
/// button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Unstated;
