//! What is known once Complete Checkout Session is answered, or is not.

use super::{NextStep, RetryCause};

/// What the answer to Complete Checkout Session leads to.
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
    /// long. `arrived` is whether the request may have arrived all the same.
    pub fn unanswered(arrived: bool) -> Completion {
        let otherwise = NextStep::unanswered(arrived);
        if arrived {
            Completion::GetCheckoutSession(Unsettled { accepted: false, otherwise, certain: false })
        } else {
            Completion::Done(otherwise)
        }
    }
}

/// What is known after Complete Checkout Session, when its answer alone does not settle the matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsettled {
    /// Amazon Pay took the request: when the session is completed, this request did it.
    pub(super) accepted: bool,
    /// What to do when the session is neither completed nor canceled.
    pub(super) otherwise: NextStep,
    /// Whether that also holds when the session cannot be had.
    pub(super) certain: bool,
}

impl Unsettled {
    /// Amazon Pay took the request, but what became of it is not clear.
    pub(super) fn accepted(cause: RetryCause) -> Unsettled {
        Unsettled { accepted: true, otherwise: NextStep::retry_later(cause), certain: false }
    }

    /// The step when no answer to Get Checkout Session came.
    pub fn unanswered(self) -> NextStep {
        if self.certain { self.otherwise } else { NextStep::unanswered(true) }
    }
}
