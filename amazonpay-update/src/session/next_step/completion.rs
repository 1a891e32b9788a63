//! The state of an update after Complete Checkout Session, whether it was answered or not.

use super::expected::ExpectedUpdate;
use super::{NextStep, RetryCause};

/// The result of reading the answer to Complete Checkout Session.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum Completion {
    /// It is clear what to do.
    Done(NextStep),
    /// Only the session itself can tell: send Get Checkout Session, and pass on
    /// [what it answers](Unsettled::after_get).
    GetCheckoutSession(Unsettled),
}

impl Completion {
    /// What follows when no answer to Complete Checkout Session came: the connection failed, or it took too
    /// long. `arrived` is whether the request may have arrived all the same, and `expected` as with
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
    /// Amazon Pay took the request: when the session is completed, this request did it.
    pub(super) accepted: bool,
    /// What to do when the session is neither completed nor canceled.
    pub(super) otherwise: NextStep,
    /// Whether that also holds when the session cannot be had.
    pub(super) certain: bool,
    /// Whose the session must be once it is completed.
    pub(super) expected: ExpectedUpdate,
}

impl Unsettled {
    /// Amazon Pay took the request, but what became of it is not clear.
    pub(super) fn accepted(cause: RetryCause, expected: &ExpectedUpdate) -> Unsettled {
        let (otherwise, expected) = (NextStep::retry_later(cause), expected.clone());
        Unsettled { accepted: true, otherwise, certain: false, expected }
    }

    /// The step when no answer to Get Checkout Session came.
    pub fn unanswered(self) -> NextStep {
        if self.certain { self.otherwise } else { NextStep::unanswered(true) }
    }
}
