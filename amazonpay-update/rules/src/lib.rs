//! Amazon Pay's update flow as data: the schema of the payload, every rule once, and the const functions that check a
//! text. `amazonpay-update` and its derive read this crate. Use them instead of this crate.
#![forbid(unsafe_code)]

mod catalogue;
pub mod check;
mod closest;
pub mod escape;
mod host;
pub mod json;
mod path;
pub mod place;
mod refusal;
mod rule_set;
pub mod schema;
pub mod spelling;
pub mod text;
pub mod url;
mod word;

pub use catalogue::{Evidence, Rule, Side};
pub use closest::closest;
pub use path::Path;
pub use refusal::Refusal;
pub use rule_set::RuleSet;
pub use word::Word;
