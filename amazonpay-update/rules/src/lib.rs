//! Amazon Pay's update flow as data: the schema of the payload, every rule once, and the const
//! functions that check a text. `amazonpay-update` and its derive read it; use those.
#![forbid(unsafe_code)]

mod catalogue;
mod closest;
pub mod escape;
pub mod place;
pub mod schema;
pub mod text;
pub mod url;

pub use catalogue::{Evidence, Rule, RuleSet, Side};
pub use closest::closest;
pub use schema::Refusal;
