//! When an old message id is removed.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How much longer than needed an id is kept, because the clocks of several machines differ.
const MARGIN: Duration = Duration::from_hours(1);

/// The longest time that an id is kept: a hundred years.
const LONGEST: Duration = Duration::from_hours(100 * 365 * 24);

/// How often one process looks for old ids.
const EVERY: Duration = Duration::from_mins(1);

/// How many ids are removed at a time, so that no delivery waits long.
pub(crate) const BATCH: i64 = 10_000;

/// How long ids are kept, and when this process looks for older ones.
#[derive(Clone, Debug)]
pub(crate) struct Age {
    kept: Duration,
    next: Arc<Mutex<Option<Instant>>>,
}

impl Age {
    pub(crate) fn new(replay_window: Duration) -> Age {
        Age { kept: replay_window.saturating_add(MARGIN).min(LONGEST), next: Arc::default() }
    }

    /// The age in seconds from which an id is old.
    pub(crate) fn seconds(&self) -> i64 {
        self.kept.as_secs().cast_signed()
    }

    /// Whether to look for old ids now: for the first message, and then once a minute.
    pub(crate) fn is_due(&self) -> bool {
        let now = Instant::now();
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = next.is_none_or(|next| next <= now);
        if is_due {
            *next = Some(now + EVERY);
        }
        is_due
    }

    /// Takes the result of a removal. After a full batch there may be more old ids, so the next message looks again.
    pub(crate) fn removed(&self, removed: Result<u64, sqlx::Error>) {
        match removed {
            Ok(number) if number >= BATCH.cast_unsigned() => {
                *self.next.lock().unwrap_or_else(PoisonError::into_inner) = None;
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(
                error = &error as &dyn std::error::Error,
                "old message ids were not removed; the guard tries again in a minute"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_looked_for_at_once_then_once_a_minute_and_again_while_there_are_more() {
        let age = Age::new(Duration::from_secs(10));
        assert_eq!(age.seconds(), 10 + 60 * 60);
        assert_eq!((age.is_due(), age.is_due(), age.clone().is_due()), (true, false, false));
        age.removed(Ok(9_999));
        assert!(!age.is_due());
        age.removed(Ok(10_000));
        assert_eq!((age.is_due(), age.is_due()), (true, false));
        age.removed(Err(sqlx::Error::PoolTimedOut));
        assert!(!age.is_due());
    }

    #[test]
    fn no_window_is_too_long() {
        assert_eq!(Age::new(Duration::MAX).seconds(), 100 * 365 * 24 * 60 * 60);
    }
}
