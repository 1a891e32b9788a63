//! Amazon Pay's words as validated types: a value that exists keeps its rules.

mod error;
mod id;
mod literal;
mod metadata;
mod place;
mod scope;
mod text_value;
mod url;

pub use error::InvalidValue;
pub use id::{ChargePermissionId, CheckoutSessionId, MerchantId, PublicKeyId, StoreId};
pub use metadata::*;
pub use place::{CountryCode, SpecialRestriction, StateOrRegion, ZipPattern};
pub use scope::{Scope, Scopes};
pub use url::{CancelUrl, ReturnUrl};
