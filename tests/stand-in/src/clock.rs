//! The stand-in's clock, which a test can move.

use jiff::{SignedDuration, Timestamp};
use std::time::Duration;
use tokio::sync::watch;

/// The machine's clock, moved ahead by so much as the test says. What has an age goes by it: sessions, what a
/// resource was created at, and when a notification is delivered again. How far the date of a request may be
/// off does not: a shop signs by the machine's clock.
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

    /// Moves it ahead, and wakes what waits for that time.
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
