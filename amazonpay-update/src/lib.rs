//! Amazon Pay's hosted update page.

mod payload;
mod region;
mod value;

pub use amazonpay_update_rules::{Evidence, Rule, RuleSet};
pub use payload::{CanonicalValue, MemberValue, UpdatePayload};
pub use region::{Environment, Eu, Jp, Region, RegionName, Uk, UnknownRegion, Us};
pub use value::*;
