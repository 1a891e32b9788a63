//! Handles a message once for all of its deliveries.

mod guard;
mod memory;
mod newest;
mod once;

pub use guard::{Claim, ReplayGuard};
pub use memory::{MemoryClaim, MemoryReplayGuard, ReplayGuardFull, ReplayGuardStats};
pub use newest::{AnswerCount, once_newest};
pub use once::{OnceError, Outcome, once};
