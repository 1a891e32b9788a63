//! A message is handled once, however often it is delivered.

mod guard;
mod memory;
mod newest;
mod once;

pub use guard::{Claim, ReplayGuard};
pub use memory::{MemoryClaim, MemoryReplayGuard, ReplayGuardFull, ReplayGuardStats};
pub use newest::{AnswerCount, once_newest};
pub use once::{OnceError, Outcome, once};
