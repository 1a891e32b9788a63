//! The announced messages and their deliveries.

use super::attempt::Attempt;
use super::notification::Notification;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use tokio::sync::{Semaphore, watch};

#[cfg(test)]
mod tests;

/// SNS's default for HTTP: the first attempt and three more.
const MAX_ATTEMPTS: usize = 4;

/// The most messages that are kept. The oldest are dropped.
const MAX_KEPT: usize = 10_000;

/// The most posts at once. Each needs a file descriptor here, and at the shop.
const MAX_POSTS: usize = 100;

/// A message of SNS, which is the same at each delivery.
pub(crate) struct Announced {
    /// The number of the message in the outbox. No number is used twice.
    pub(super) number: u64,
    pub(super) notification: Notification,
    pub(super) message_id: String,
    pub(super) notification_id: String,
    /// The token, if the message confirms something.
    pub(super) token: Option<String>,
    /// By the machine's clock, like a shop's clock.
    pub(super) timestamp: Timestamp,
    /// Signed when first needed, because signing takes time.
    pub(super) body: OnceLock<String>,
}

struct Progress {
    announced: Arc<Announced>,
    /// Whether no delivery has begun.
    is_waiting: bool,
    under_way: usize,
    attempts: Vec<Attempt>,
    is_confirmed: bool,
}

pub(crate) struct Outbox {
    next: u64,
    progress: BTreeMap<u64, Progress>,
    has_url: bool,
    is_held: bool,
    pub(super) max_attempts: usize,
    posts: Arc<Semaphore>,
    moves: watch::Sender<()>,
    resets: watch::Sender<()>,
}

impl Outbox {
    /// `has_url`: whether there is an address to which it delivers by itself.
    pub(crate) fn new(has_url: bool) -> Outbox {
        Outbox {
            next: 0,
            progress: BTreeMap::new(),
            has_url,
            is_held: false,
            max_attempts: MAX_ATTEMPTS,
            posts: Arc::new(Semaphore::new(MAX_POSTS)),
            moves: watch::Sender::new(()),
            resets: watch::Sender::new(()),
        }
    }

    /// Forgets everything, and ends the deliveries under way.
    pub(crate) fn reset(&mut self) {
        self.progress.clear();
        self.is_held = false;
        self.max_attempts = MAX_ATTEMPTS;
        self.resets.send_replace(());
        self.moved();
    }

    pub(crate) fn announce(&mut self, notification: Notification) -> Arc<Announced> {
        let now = Timestamp::now();
        let timestamp = now.checked_sub(notification.age).unwrap_or(now);
        let announced = Arc::new(Announced {
            number: self.next,
            token: notification.confirms().then(token),
            notification,
            message_id: uuid(),
            notification_id: uuid(),
            timestamp,
            body: OnceLock::new(),
        });
        let progress = Progress {
            announced: Arc::clone(&announced),
            is_waiting: true,
            under_way: 0,
            attempts: Vec::new(),
            is_confirmed: false,
        };
        if self.progress.len() == MAX_KEPT {
            self.progress.pop_first();
        }
        self.progress.insert(self.next, progress);
        self.next += 1;
        self.moved();
        announced
    }

    pub(crate) fn hold(&mut self, is_held: bool) {
        self.is_held = is_held;
        self.moved();
    }

    /// Limits the attempts of a delivery. 0 counts as 1.
    pub(crate) fn limit_attempts(&mut self, max_attempts: usize) {
        self.max_attempts = max_attempts.max(1);
    }

    /// Whether notifications are held, and how many attempts a delivery has.
    pub(crate) fn settings(&self) -> (bool, usize) {
        (self.is_held, self.max_attempts)
    }

    /// All, in the order in which they were announced.
    pub(super) fn all(&self) -> Vec<Arc<Announced>> {
        self.progress.values().map(|progress| Arc::clone(&progress.announced)).collect()
    }

    pub(super) fn waiting(&self) -> Vec<Arc<Announced>> {
        let waiting = self.progress.values().filter(|progress| progress.is_waiting);
        waiting.map(|progress| Arc::clone(&progress.announced)).collect()
    }

    /// The messages that are due for automatic delivery.
    pub(super) fn due(&self) -> Vec<Arc<Announced>> {
        if self.has_url && !self.is_held { self.waiting() } else { Vec::new() }
    }

    /// Whether no delivery is under way or due.
    pub(super) fn is_settled(&self) -> bool {
        self.due().is_empty() && self.progress.values().all(|progress| progress.under_way == 0)
    }

    /// Has a permit for each post. It is never closed.
    pub(super) fn posts(&self) -> Arc<Semaphore> {
        Arc::clone(&self.posts)
    }

    /// Begins a delivery. The receiver tells when everything is forgotten.
    pub(super) fn begin(&mut self, number: u64) -> watch::Receiver<()> {
        if let Some(progress) = self.progress.get_mut(&number) {
            progress.is_waiting = false;
            progress.under_way += 1;
        }
        self.resets.subscribe()
    }

    pub(super) fn end(&mut self, number: u64) {
        if let Some(progress) = self.progress.get_mut(&number) {
            progress.under_way -= 1;
        }
        self.moved();
    }

    pub(super) fn record(&mut self, number: u64, attempt: Attempt) {
        if let Some(progress) = self.progress.get_mut(&number) {
            progress.attempts.push(attempt);
        }
        self.moved();
    }

    /// `None` when it was forgotten.
    pub(super) fn attempts(&self, number: u64) -> Option<&[Attempt]> {
        self.progress.get(&number).map(|progress| progress.attempts.as_slice())
    }

    pub(super) fn is_confirmed(&self, number: u64) -> bool {
        self.progress.get(&number).is_some_and(|progress| progress.is_confirmed)
    }

    /// Confirms the message with this token, if there is one.
    pub(super) fn confirm(&mut self, token: &str) -> bool {
        let found =
            self.progress.values_mut().find(|progress| progress.announced.token.as_deref() == Some(token));
        let is_there = found.is_some();
        if let Some(progress) = found {
            progress.is_confirmed = true;
        }
        is_there
    }

    /// Tells of every change of the outbox.
    pub(super) fn moves(&self) -> watch::Receiver<()> {
        self.moves.subscribe()
    }

    fn moved(&self) {
        self.moves.send_replace(());
    }
}

/// A token with as many characters as SNS's have.
fn token() -> String {
    [(); 6].map(|()| format!("{:032x}", fastrand::u128(..))).concat()
}

/// A UUID of version 4.
fn uuid() -> String {
    let bits = fastrand::u128(..) & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
