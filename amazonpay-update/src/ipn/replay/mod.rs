//! A message is handled once, however often it is delivered.

mod guard;
mod memory;
mod once;

pub use guard::{Claim, ReplayGuard};
pub use memory::{MemoryClaim, MemoryReplayGuard, ReplayGuardFull, ReplayGuardStats};
pub use once::{OnceError, Outcome, once};
