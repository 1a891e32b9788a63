//! The choices whose value decides what else may be said: each word is a type.

mod sealed {
    pub trait Sealed {}
}

amazonpay_update_derive::from_schema!(choices);

/// The product type is not stated: a JSON text cannot say it. What is signed so has no button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Unstated;
