//! When a request is sent again, and how long to wait before.

use std::time::Duration;

/// How often a request is sent, and how long the waits are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Retry {
    /// The most attempts.
    pub(super) attempts: u32,
    /// The longest wait before the second attempt. It doubles with each further attempt.
    pub(super) backoff: Duration,
    /// The longest wait before any attempt.
    pub(super) backoff_limit: Duration,
}

impl Retry {
    /// The wait before the attempt that follows `attempt` (from 1): a random time up to the longest wait. So clients
    /// that failed together do not come back together ("full jitter").
    pub(super) fn wait(&self, attempt: u32, random: f64) -> Duration {
        let doubled = self.backoff.saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)));
        doubled.min(self.backoff_limit).mul_f64(random)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RETRY: Retry =
        Retry { attempts: 4, backoff: Duration::from_millis(500), backoff_limit: Duration::from_secs(8) };

    #[test]
    fn the_wait_is_drawn_from_a_span_that_doubles_up_to_a_limit() {
        let longest: Vec<_> = (1..=7).map(|attempt| RETRY.wait(attempt, 1.0).as_millis()).collect();
        assert_eq!(longest, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
        assert_eq!(RETRY.wait(3, 0.0), Duration::ZERO);
        assert_eq!(RETRY.wait(3, 0.25), Duration::from_millis(500));
        assert_eq!(RETRY.wait(u32::MAX, 1.0), Duration::from_secs(8));
    }
}
