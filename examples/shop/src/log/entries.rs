//! What happened, in memory.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many entries are kept, of all buyers together.
const KEPT: usize = 2_000;

/// How many of them a page shows.
const SHOWN: usize = 40;

/// The entries of this process, in memory; clones share them.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Entries>>);

#[derive(Debug, Default)]
struct Entries {
    next_number: u64,
    entries: VecDeque<Entry>,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Counts from 1.
    pub number: u64,
    /// Whom it is about.
    buyer_id: String,
    /// What it is.
    pub kind: Kind,
    /// In one line.
    pub title: String,
    /// Names and texts.
    pub details: Vec<(&'static str, String)>,
}

/// What an [`Entry`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A payload was signed for a button.
    Signed,
    /// A request to Amazon Pay's API.
    Request,
    /// What came of it.
    Answer,
    /// The buyer came back.
    Return,
    /// What the shop does next.
    NextStep,
    /// Amazon Pay told of a change.
    Notification,
}

impl Kind {
    /// In a word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Signed => "signed",
            Kind::Request => "request",
            Kind::Answer => "answer",
            Kind::Return => "return",
            Kind::NextStep => "next step",
            Kind::Notification => "notification",
        }
    }
}

tokio::task_local! {
    /// Whom the task works for, and where it is noted.
    static FOLLOWED: (Log, String);
}

impl Log {
    /// Does something for a buyer. What is noted meanwhile is noted of this buyer.
    pub async fn follow<F: Future>(&self, buyer_id: &str, work: F) -> F::Output {
        FOLLOWED.scope((self.clone(), buyer_id.to_owned()), work).await
    }

    /// What is known of a buyer, the newest first.
    #[must_use]
    pub fn of(&self, buyer_id: &str) -> Vec<Entry> {
        let entries = self.entries();
        entries.entries.iter().rev().filter(|entry| entry.buyer_id == buyer_id).take(SHOWN).cloned().collect()
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Notes what happened, if it happened for a buyer.
pub(super) fn note(kind: Kind, title: impl Into<String>, details: Vec<(&'static str, String)>) {
    // An error says that nobody is followed.
    let _ = FOLLOWED.try_with(|(log, buyer_id)| {
        let mut entries = log.entries();
        entries.next_number += 1;
        let number = entries.next_number;
        let (buyer_id, title) = (buyer_id.clone(), title.into());
        entries.entries.push_back(Entry { number, buyer_id, kind, title, details });
        if entries.entries.len() > KEPT {
            entries.entries.pop_front();
        }
    });
}
