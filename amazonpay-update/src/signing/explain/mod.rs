//! Why a signature is refused, by a public key here or by Amazon's servers.

mod alteration;
mod message;
mod mismatch;

pub use alteration::Alteration;
pub use message::{AmazonMessage, Disagreement, NotAmazonsMessage};
pub use mismatch::{Mismatch, explain_mismatch};
