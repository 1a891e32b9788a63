//! What the shop does next, from what Amazon Pay answered. Nothing here sends anything.

mod buyer_message;
mod completion;
mod expected;
mod misconfiguration;
mod permission;
mod read;
mod refusal;
mod signature;
mod start_again;

pub use completion::{Completion, Unsettled};
pub use expected::{ExpectedUpdate, UpdateMismatch};
pub use misconfiguration::Misconfiguration;
pub use permission::ChargePermissionStep;
pub use read::after_complete;
pub use signature::SignatureRefusal;
pub use start_again::StartAgainReason;

use super::answer::{AnswerError, CheckoutSession, CheckoutSessionState};
use std::time::Duration;

/// What the shop does next with the buyer who came back from Amazon's page.
///
/// A handler needs no other distinction. No variant will be added without a new major version, so a `match` needs no
/// arm for the rest. [`NextStep::buyer_message`] has a sentence for the buyer.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "that an answer came does not mean that anything was updated"]
pub enum NextStep {
    /// The permission is updated. Tell the buyer; Get Charge Permission has what is in it now. A shop that stores the
    /// answer to notifications as well stores this one by [`once_newest`](crate::ipn::once_newest()), so that
    /// the newest wins.
    Updated(Box<CheckoutSession>),
    /// The session was completed before: the buyer reloaded the page or came back in two tabs, or this very request
    /// did it and its answer was lost. Tell the buyer the same as for [`NextStep::Updated`].
    ///
    /// It is a session of the permission that was [expected](ExpectedUpdate), and perhaps not of the update that the
    /// buyer started last: a buyer can bring along the id of an older update's session, or of the checkout that made
    /// the permission. So ask Get Charge Permission what is in it before you act on it, and do what belongs to an
    /// update, such as an e-mail, unless you know that it was done.
    AlreadyCompleted(Box<CheckoutSession>),
    /// Nothing was updated that is known to be this buyer's. Send the buyer to the start of the update, with
    /// [a message](StartAgainReason::buyer_message). Only
    /// [some](UpdateMismatch::may_be_completed) of [`StartAgainReason::OtherUpdate`] leave it in doubt.
    StartAgain(StartAgainReason),
    /// The permission is closed and cannot be updated. Send the buyer to set up a new one.
    SetUpAgain(AnswerError),
    /// Complete the session again later: it has no effect twice, whether under the same idempotency key or
    /// another. Wait as long as `after` says, or else a minute, then longer each time. A session that nobody completes
    /// is cancelled after 24 hours, so stop then.
    RetryLater {
        /// How long to wait, where `Retry-After` says so; a day at most.
        after: Option<Duration>,
        /// Whether the session may be completed although nobody said so. Then tell the buyer that the
        /// update is being checked, not that it failed.
        may_be_completed: bool,
        /// Why.
        cause: RetryCause,
    },
    /// Trying again is of no use to any buyer before the shop's operator has put something right.
    FixConfiguration {
        /// What, and how.
        problem: Misconfiguration,
        /// As in [`NextStep::RetryLater`].
        may_be_completed: bool,
        /// What Amazon Pay answered.
        error: AnswerError,
    },
}

impl NextStep {
    /// The step when no answer came: the connection failed, or it took too long.
    fn unanswered(may_be_completed: bool) -> NextStep {
        NextStep::RetryLater { after: None, may_be_completed, cause: RetryCause::Unanswered }
    }

    fn retry_later(cause: RetryCause) -> NextStep {
        NextStep::RetryLater { after: None, may_be_completed: true, cause }
    }

    /// The same step, where the session may be completed all the same.
    pub(super) fn in_doubt(mut self) -> NextStep {
        if let NextStep::RetryLater { may_be_completed, .. }
        | NextStep::FixConfiguration { may_be_completed, .. } = &mut self
        {
            *may_be_completed = true;
        }
        self
    }
}

/// Why the shop should try again later.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RetryCause {
    /// Amazon Pay could not answer for now.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// The session is neither completed nor canceled, though Amazon Pay took the request.
    #[error(
        "Amazon Pay took the request, but the Checkout Session is in {}",
        state.as_ref().map_or_else(|| "no state".to_owned(), |state| format!("the state `{state}`"))
    )]
    State {
        /// Its state, where the answer has one.
        state: Option<CheckoutSessionState>,
    },
    /// No answer came. Why not, the client tells in a warning of [`tracing`](https://docs.rs/tracing).
    #[error("no answer came from Amazon Pay: look for the network, a proxy or a firewall on the way to it")]
    Unanswered,
}
