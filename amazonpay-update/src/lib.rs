//! Amazon Pay's hosted update page.

mod payload;
mod region;
mod value;

pub use amazonpay_update_derive::UpdatePayload;
pub use amazonpay_update_rules::{Evidence, Rule, RuleSet};
pub use payload::*;
pub use region::{Environment, Eu, Jp, Region, RegionName, Uk, UnknownRegion, Us};
pub use value::*;

/// The type-level rules, each a trait with the rule's words.
pub mod rules {
    pub use crate::payload::{
        DeliverySpecificationsNeedPayAndShip, RestrictsSomething, SetupOnlyNeedsPaymentMethodOnFile,
        UpdateNeedsPaymentMethodOnFile,
    };
}

/// What generated code uses; not for anybody else.
#[doc(hidden)]
pub mod __private {
    pub use std::option::Option::{self, None, Some};
    pub use std::string::String;

    /// Asks that a type is a product type.
    pub fn product_type<T: crate::ProductType>(_: std::marker::PhantomData<T>) {}
}
