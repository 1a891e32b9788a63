//! How many certificates are fetched at a time, and how many messages wait for their turn.

use super::fetch::FetchError;
use async_lock::{Semaphore, SemaphoreGuard};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Fetches for messages of one kind. Those beyond wait in the order they came, and no more of them than can have
/// their turn while SNS waits for an answer.
pub(super) struct Slots {
    free: Semaphore,
    waiting: AtomicUsize,
    most_waiting: usize,
}

/// SNS waits 15 seconds. Three turns of 3 seconds leave time for the fetch itself.
const TURNS: usize = 3;

impl Slots {
    pub(super) fn new(count: usize) -> Slots {
        Slots { free: Semaphore::new(count), waiting: AtomicUsize::new(0), most_waiting: TURNS * count }
    }

    /// A slot. It is free again when this is dropped, be the fetch done or given up.
    pub(super) async fn take(&self) -> Result<SemaphoreGuard<'_>, FetchError> {
        // A slot that has just become free is for the one that has waited longest.
        if self.waiting.load(Ordering::Acquire) == 0
            && let Some(slot) = self.free.try_acquire()
        {
            return Ok(slot);
        }
        let _waiting = Waiting::join(self)?;
        Ok(self.free.acquire().await)
    }
}

/// One that waits; it leaves when this is dropped.
struct Waiting<'a>(&'a AtomicUsize);

impl Waiting<'_> {
    fn join(slots: &Slots) -> Result<Waiting<'_>, FetchError> {
        let more = |count: usize| (count < slots.most_waiting).then_some(count + 1);
        match slots.waiting.fetch_update(Ordering::AcqRel, Ordering::Acquire, more) {
            Ok(_) => Ok(Waiting(&slots.waiting)),
            Err(_) => Err(FetchError::TooMany),
        }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Release);
    }
}
