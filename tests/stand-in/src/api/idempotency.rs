//! Keeps the first answers, with which repeated requests are answered. Documented under "Idempotency".

use crate::api::answer::Answer;
use crate::api::received::{Fingerprint, Received};
use crate::api::verify::IDEMPOTENCY_KEY;
use http::{Method, StatusCode};
use std::collections::{HashMap, VecDeque};

#[cfg(test)]
mod tests;

/// The most answers that are kept. The oldest are dropped.
const MAX_KEPT: usize = 10_000;

/// The first answers, kept without a limit in time, as Amazon Pay does, but with a limit in number. A request that
/// never reached a session, because it was refused or lost before, has no first answer.
#[derive(Default)]
pub(crate) struct FirstAnswers {
    by_key: HashMap<String, (Fingerprint, Answer)>,
    /// The oldest first.
    keys: VecDeque<String>,
}

impl FirstAnswers {
    /// The answer to a request whose key came before.
    pub(crate) fn get(&self, received: &Received) -> Option<Answer> {
        let (first, answer) = self.by_key.get(key(received)?)?;
        if *first == received.fingerprint() {
            return Some(answer.clone());
        }
        let message = "The idempotency key was used for another request";
        Some(Answer::error(StatusCode::BAD_REQUEST, "DuplicateIdempotencyKey", message))
    }

    pub(crate) fn keep(&mut self, received: &Received, answer: &Answer) {
        let Some(key) = key(received) else { return };
        if self.keys.len() == MAX_KEPT
            && let Some(oldest) = self.keys.pop_front()
        {
            self.by_key.remove(&oldest);
        }
        self.keys.push_back(key.to_owned());
        self.by_key.insert(key.to_owned(), (received.fingerprint(), answer.clone()));
    }
}

/// With other methods than `POST`, a key has no effect.
fn key(received: &Received) -> Option<&str> {
    (received.method == Method::POST).then(|| received.header(IDEMPOTENCY_KEY)).flatten()
}
