//! A replay guard for a single process.

use super::guard::{Claim, ReplayGuard};
use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A [`ReplayGuard`] in the memory of one process; clones share it.
///
/// The guard holds a limited number of messages, each for a limited time. When it is full, it drops the message that
/// was handled first. It never drops a message that is being handled. When all are being handled, it refuses a new
/// message with [`ReplayGuardFull`].
///
/// The guard forgets everything when the process ends, and its claim is not a transaction. So an effect takes place
/// [at least once](ReplayGuard#what-is-promised).
///
/// # Examples
///
/// ```
/// use amazonpay_update::ipn::{Claim, DEFAULT_MAX_AGE, MAX_CLOCK_SKEW, MemoryReplayGuard, ReplayGuard};
///
/// # async fn example() -> Result<(), amazonpay_update::ipn::ReplayGuardFull> {
/// let guard = MemoryReplayGuard::new(100_000, DEFAULT_MAX_AGE + MAX_CLOCK_SKEW);
/// let Claim::Granted(claim) = guard.claim("22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324").await? else {
///     return Ok(());
/// };
/// // ... the effect ...
/// guard.confirm(claim).await?;
/// assert!(matches!(guard.claim("22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324").await?, Claim::Done));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct MemoryReplayGuard(Arc<Shared>);

impl MemoryReplayGuard {
    /// A guard that holds up to `capacity` messages, and each handled message for `max_age`.
    ///
    /// `max_age` must not be shorter than the verifier's [`replay_window`](crate::ipn::Verifier::replay_window), by
    /// default [`DEFAULT_MAX_AGE`](crate::ipn::DEFAULT_MAX_AGE) and [`MAX_CLOCK_SKEW`](crate::ipn::MAX_CLOCK_SKEW)
    /// together. Otherwise the guard forgets a message that the verifier still accepts, and somebody who recorded the
    /// message can have it handled again. For the same reason `capacity` should be more than the messages that can
    /// arrive in that time. [`evicted`](ReplayGuardStats::evicted) tells when it was too small. With 0, every message
    /// is refused.
    #[must_use]
    pub fn new(capacity: usize, max_age: Duration) -> MemoryReplayGuard {
        MemoryReplayGuard(Arc::new(Shared { capacity, max_age, messages: Mutex::default() }))
    }

    /// The numbers of messages that the guard holds and has dropped.
    #[must_use]
    pub fn stats(&self) -> ReplayGuardStats {
        let messages = self.0.messages();
        ReplayGuardStats {
            capacity: self.0.capacity,
            in_progress: messages.stages.len() - messages.done.len(),
            done: messages.done.len(),
            evicted: messages.evicted,
        }
    }
}

impl ReplayGuard for MemoryReplayGuard {
    type Claim = MemoryClaim;
    type Error = ReplayGuardFull;

    async fn claim(&self, message_id: &str) -> Result<Claim<MemoryClaim>, ReplayGuardFull> {
        let message_id = Arc::from(message_id);
        let stage = self.0.messages().claim(&message_id, self.0.capacity, self.0.max_age, Instant::now())?;
        Ok(match stage {
            None => Claim::Granted(MemoryClaim { message_id: Some(message_id), shared: Arc::clone(&self.0) }),
            Some(Stage::InProgress) => Claim::InProgress,
            Some(Stage::Done) => Claim::Done,
        })
    }

    async fn confirm(&self, mut claim: MemoryClaim) -> Result<(), ReplayGuardFull> {
        // The id is taken out, so that dropping the claim releases nothing. By then the message may have been dropped
        // and claimed by another caller.
        if let Some(message_id) = claim.message_id.take() {
            claim.shared.messages().confirm(message_id, Instant::now());
        }
        Ok(())
    }
}

impl fmt::Debug for MemoryReplayGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MemoryReplayGuard").field(&self.stats()).finish()
    }
}

/// A message claimed from a [`MemoryReplayGuard`]. Dropping the claim releases the message.
#[must_use = "dropping the claim releases the message"]
pub struct MemoryClaim {
    /// `None` once the claim is confirmed.
    message_id: Option<Arc<str>>,
    shared: Arc<Shared>,
}

impl Drop for MemoryClaim {
    fn drop(&mut self) {
        if let Some(message_id) = &self.message_id {
            self.shared.messages().release(message_id);
        }
    }
}

impl fmt::Debug for MemoryClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryClaim").field("message_id", &self.message_id).finish_non_exhaustive()
    }
}

/// A [`MemoryReplayGuard`] is full, and all of its messages are being handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "all {capacity} messages that the replay guard can hold are being handled: answer 503, so that SNS delivers this \
     message later, and give the guard more capacity than messages are handled at the same time"
)]
#[non_exhaustive]
pub struct ReplayGuardFull {
    /// Messages it can hold.
    pub capacity: usize,
}

/// The numbers of messages that a [`MemoryReplayGuard`] holds and has dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReplayGuardStats {
    /// Messages it can hold.
    pub capacity: usize,
    /// Messages that are being handled.
    pub in_progress: usize,
    /// Messages that have been handled.
    pub done: usize,
    /// How many handled messages were dropped early, because the guard was full.
    pub evicted: u64,
}

struct Shared {
    capacity: usize,
    max_age: Duration,
    messages: Mutex<Messages>,
}

impl Shared {
    fn messages(&self) -> MutexGuard<'_, Messages> {
        // No foreign code runs under the lock, so no panic can have left the messages half-changed.
        self.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    InProgress,
    Done,
}

/// All messages, and the handled messages with the oldest first.
#[derive(Default)]
struct Messages {
    stages: HashMap<Arc<str>, Stage>,
    done: VecDeque<(Arc<str>, Instant)>,
    evicted: u64,
}

impl Messages {
    /// The stage of a message. `None` when the message was new, and is now being handled.
    fn claim(
        &mut self,
        message_id: &Arc<str>,
        capacity: usize,
        max_age: Duration,
        now: Instant,
    ) -> Result<Option<Stage>, ReplayGuardFull> {
        while self.done.front().is_some_and(|(_, since)| now.duration_since(*since) > max_age) {
            self.forget_oldest();
        }
        if let Some(stage) = self.stages.get(message_id) {
            return Ok(Some(*stage));
        }
        if self.stages.len() >= capacity {
            if !self.forget_oldest() {
                return Err(ReplayGuardFull { capacity });
            }
            self.evicted += 1;
        }
        self.stages.insert(Arc::clone(message_id), Stage::InProgress);
        Ok(None)
    }

    fn confirm(&mut self, message_id: Arc<str>, now: Instant) {
        self.stages.insert(Arc::clone(&message_id), Stage::Done);
        self.done.push_back((message_id, now));
    }

    fn release(&mut self, message_id: &str) {
        self.stages.remove(message_id);
    }

    /// Whether there was a handled message.
    fn forget_oldest(&mut self) -> bool {
        match self.done.pop_front() {
            Some((message_id, _)) => self.stages.remove(&message_id).is_some(),
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX_AGE: Duration = Duration::from_secs(60);

    #[test]
    fn a_handled_message_is_kept_for_the_whole_of_its_time_and_no_longer() {
        let (mut messages, start) = (Messages::default(), Instant::now());
        let mut claim = |id: &Arc<str>, seconds| {
            messages.claim(id, 10, MAX_AGE, start + Duration::from_secs(seconds)).expect("it is not full")
        };
        let (handled, held) = (Arc::from("handled"), Arc::from("held"));
        assert_eq!((claim(&handled, 0), claim(&held, 0)), (None, None));
        messages.confirm(Arc::clone(&handled), start + Duration::from_secs(30));

        let mut claim = |id: &Arc<str>, seconds| {
            messages.claim(id, 10, MAX_AGE, start + Duration::from_secs(seconds)).expect("it is not full")
        };
        assert_eq!(claim(&handled, 90), Some(Stage::Done), "its time counts from when it was handled");
        assert_eq!(claim(&handled, 91), None);
        assert_eq!(claim(&held, 1_000_000), Some(Stage::InProgress), "no time ends what is being handled");
        assert_eq!(messages.evicted, 0, "age is not lack of room");
    }
}
