//! Amazon Pay's values as validated types. A value that exists keeps its rules.

pub(crate) mod checked;
mod error;
mod free_text;
mod id;
mod literal;
mod place;
mod scope;
mod text_value;
mod url;
pub(crate) mod word;

pub use error::InvalidValue;
pub use free_text::*;
pub use id::{ChargePermissionId, CheckoutSessionId, MerchantId, PublicKeyId, StoreId};
pub use place::{CountryCode, SpecialRestriction, StateOrRegion, ZipPattern};
pub use scope::{Scope, Scopes};
pub use url::{CancelUrl, ReturnUrl};
pub use word::UnknownWord;
