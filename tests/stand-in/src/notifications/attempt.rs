//! The result of a delivery.

use http::StatusCode;
use std::time::SystemTime;

/// One delivery, with all attempts that SNS makes of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Delivery {
    /// The address.
    pub url: String,
    /// The first attempt, and the attempts after refusals.
    pub attempts: Vec<Attempt>,
}

impl Delivery {
    /// Whether the last attempt was answered with a status from 200 to 299.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.attempts.last().is_some_and(|attempt| attempt.status().is_some_and(|status| status.is_success()))
    }

    /// The status of each attempt; `None` for an attempt without an answer.
    #[must_use]
    pub fn statuses(&self) -> Vec<Option<u16>> {
        self.attempts.iter().map(|attempt| attempt.status().map(|status| status.as_u16())).collect()
    }
}

/// One attempt of a delivery: one request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// When the attempt ended, by the stand-in's clock.
    pub time: SystemTime,
    /// The answer.
    pub answer: Result<StatusCode, NoAnswer>,
}

impl Attempt {
    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.answer.as_ref().ok().copied()
    }

    /// Whether SNS tries again after this attempt: after 429, 500 to 599, and no answer.
    pub(super) fn is_tried_again(&self) -> bool {
        self.status().is_none_or(|status| status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error())
    }
}

/// An attempt was not answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoAnswer {
    /// No answer came in time.
    #[error("no answer came within 15 seconds, which is as long as SNS waits")]
    TooLate,
    /// There was no connection, or it broke off before the answer came.
    #[error("no answer came: {reason}")]
    Failed {
        /// Why the connection failed.
        reason: String,
    },
}
