#![doc = include_str!("../docs/rules.md")]

pub use crate::account::bound::SameRegion;
pub use crate::account::signed::SignedPayloadIsImmutable;
pub use crate::payload::delivery::RestrictsSomething;
pub use crate::payload::derived::PayloadIsDerived;
pub use crate::payload::rule_traits::*;
pub use crate::payload::unsigned::UnsignedPayloadHasNoButton;
#[doc(inline)]
pub use crate::region::language::LanguageOf;
pub use amazonpay_update_rules::{Evidence, Rule, RuleSet, Side};
