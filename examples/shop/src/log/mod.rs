//! What the panel beside the page shows: each request to Amazon Pay, what was signed, the signature and the answer.
//!
//! It is for who wants to follow the flow. A shop in Live keeps signatures and tokens out of its logs.

mod answers;
mod entries;
pub mod notes;
mod requests;

pub use answers::Answers;
pub use entries::{Entry, Kind, Log};
pub use requests::Shown;
