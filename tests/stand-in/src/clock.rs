//! The stand-in's clock, which a test can move.

use jiff::{SignedDuration, Timestamp};
use std::time::Duration;
use tokio::sync::watch;

/// The machine's clock, moved ahead by a test. The ages of sessions, the creation times of objects and the repeated
/// deliveries of notifications go by this clock. The dates of requests are checked by the machine's clock, because a
/// shop signs by that.
#[derive(Debug)]
pub(crate) struct Clock {
    ahead: watch::Sender<SignedDuration>,
}

impl Clock {
    pub(crate) fn new() -> Clock {
        Clock { ahead: watch::Sender::new(SignedDuration::ZERO) }
    }

    pub(crate) fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        now.checked_add(*self.ahead.borrow()).unwrap_or(now)
    }

    /// How far it is ahead of the machine's.
    pub(crate) fn ahead(&self) -> SignedDuration {
        *self.ahead.borrow()
    }

    /// Moves the clock ahead, and wakes the tasks that wait for a time.
    pub(crate) fn advance(&self, by: Duration) {
        let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
        self.ahead.send_modify(|ahead| *ahead = ahead.saturating_add(by));
    }

    pub(crate) fn set_right(&self) {
        self.ahead.send_replace(SignedDuration::ZERO);
    }

    /// Waits until this clock shows that time.
    pub(crate) async fn sleep_until(&self, time: Timestamp) {
        let mut moves = self.ahead.subscribe();
        loop {
            let Ok(left) = Duration::try_from(time.duration_since(self.now())) else { return };
            if left.is_zero() {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(left) => {}
                // The sender is this clock's.
                _ = moves.changed() => {}
            }
        }
    }
}
