//! Why a signature is refused: here by a public key, or by Amazon's servers.

mod alteration;
mod message;
mod mismatch;

pub use alteration::Alteration;
pub use message::{AmazonMessage, Disagreement, NotAmazonsMessage};
pub use mismatch::{Mismatch, explain_mismatch};
