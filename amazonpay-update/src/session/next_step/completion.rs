//! The state of an update after Complete Checkout Session, with or without an answer.

use super::expected::ExpectedUpdate;
use super::{NextStep, RetryCause};

/// The result of reading the answer to Complete Checkout Session.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum Completion {
    /// The next step is known.
    Done(NextStep),
    /// Only the session itself tells the next step. Send Get Checkout Session, and pass its answer to
    /// [`Unsettled::after_get`].
    GetCheckoutSession(Unsettled),
}

impl Completion {
    /// The result when no answer to Complete Checkout Session came, because the connection failed or the time ran
    /// out. `arrived` says whether the request may have arrived. `expected` is the same as for
    /// [`after_complete`](super::after_complete).
    pub fn unanswered(arrived: bool, expected: &ExpectedUpdate) -> Completion {
        let otherwise = NextStep::unanswered(arrived);
        if arrived {
            let expected = expected.clone();
            Completion::GetCheckoutSession(Unsettled { accepted: false, otherwise, certain: false, expected })
        } else {
            Completion::Done(otherwise)
        }
    }
}

/// An update that the answer to Complete Checkout Session alone does not settle.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsettled {
    /// Whether Amazon Pay accepted the request. If the session is completed, this request did it.
    pub(super) accepted: bool,
    /// The step when the session is neither completed nor canceled.
    pub(super) otherwise: NextStep,
    /// Whether this step also holds when the session cannot be read.
    pub(super) certain: bool,
    /// The update to which a completed session must belong.
    pub(super) expected: ExpectedUpdate,
}

impl Unsettled {
    /// Amazon Pay accepted the request, but its effect is not known.
    pub(super) fn accepted(cause: RetryCause, expected: &ExpectedUpdate) -> Unsettled {
        let (otherwise, expected) = (NextStep::retry_later(cause), expected.clone());
        Unsettled { accepted: true, otherwise, certain: false, expected }
    }

    /// The step when no answer to Get Checkout Session came.
    pub fn unanswered(self) -> NextStep {
        if self.certain { self.otherwise } else { NextStep::unanswered(true) }
    }
}
