//! How many certificates are fetched at a time, and how many messages wait for their turn.

use super::fetch::FetchError;
use async_lock::{Semaphore, SemaphoreGuard};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The fetches for messages of one kind. Further messages wait in the order in which they came. No more messages wait
/// than can have their turn while SNS waits for an answer.
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

    /// Takes a slot. Dropping the guard frees it, also when the fetch was given up.
    pub(super) async fn take(&self) -> Result<SemaphoreGuard<'_>, FetchError> {
        // A slot that has just become free belongs to the message that has waited longest.
        if self.waiting.load(Ordering::Acquire) == 0
            && let Some(slot) = self.free.try_acquire()
        {
            return Ok(slot);
        }
        let _waiting = Waiting::join(self)?;
        Ok(self.free.acquire().await)
    }
}

/// A message that waits. It leaves the queue when this is dropped.
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
