//! The shop's next step after an answer from Amazon Pay. Nothing here sends a request.

pub(crate) mod buyer_message;
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
/// A handler needs no other case. A new variant comes only with a new major version, so a `match` needs no `_` arm.
/// [`NextStep::buyer_message`] has a sentence for the buyer.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an answer does not mean that the permission was updated"]
pub enum NextStep {
    /// The permission is updated. Tell the buyer. Get Charge Permission has the new details. A shop that also stores
    /// such an answer after notifications stores it by [`once_newest`](crate::ipn::once_newest()), so that the newest
    /// answer wins.
    Updated(Box<CheckoutSession>),
    /// The session was already completed. The buyer reloaded the page or came back in two tabs, or this request
    /// completed the session and its answer was lost. Tell the buyer the same as for [`NextStep::Updated`].
    ///
    /// The session belongs to the [expected](ExpectedUpdate) permission, but perhaps not to the update that the buyer
    /// started last. The id can belong to an older update, or to the checkout that made the permission. So read the
    /// permission with Get Charge Permission before you act on it. Then do the work that belongs to an update, such
    /// as an e-mail, unless you know that it was done.
    AlreadyCompleted(Box<CheckoutSession>),
    /// No update of this buyer is known to be completed. Send the buyer to the start of the update, with [a
    /// message](StartAgainReason::buyer_message). The update may be completed nevertheless only after [some
    /// mismatches](UpdateMismatch::may_be_completed) of [`StartAgainReason::OtherUpdate`].
    StartAgain(StartAgainReason),
    /// The permission is closed and cannot be updated. Send the buyer to set up a new one.
    SetUpAgain(AnswerError),
    /// Complete the session again later. Completing it twice has no second effect, under the same idempotency key or
    /// another. Wait as long as `after` says, or else a minute, then longer each time. Stop after 24 hours, because
    /// Amazon Pay then cancels the session.
    RetryLater {
        /// How long to wait, if `Retry-After` says so. A day at most.
        after: Option<Duration>,
        /// Whether the session may be completed although no answer says so. If so, tell the buyer that the update is
        /// being checked, not that it failed.
        may_be_completed: bool,
        /// The cause.
        cause: RetryCause,
    },
    /// The shop's operator has to correct something. Until then, trying again helps no buyer.
    FixConfiguration {
        /// The mistake, and how to correct it.
        problem: Misconfiguration,
        /// As in [`NextStep::RetryLater`].
        may_be_completed: bool,
        /// Amazon Pay's answer.
        error: AnswerError,
    },
}

impl NextStep {
    /// The step when no answer came, because the connection failed or the time ran out.
    fn unanswered(may_be_completed: bool) -> NextStep {
        NextStep::RetryLater { after: None, may_be_completed, cause: RetryCause::Unanswered }
    }

    fn retry_later(cause: RetryCause) -> NextStep {
        NextStep::RetryLater { after: None, may_be_completed: true, cause }
    }

    /// The same step, but the session may be completed nevertheless.
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
    /// Amazon Pay accepted the request, but the session is neither completed nor canceled.
    #[error(
        "Amazon Pay accepted the request, but the Checkout Session has {}",
        state.as_ref().map_or_else(|| "no state".to_owned(), |state| format!("the state `{state}`"))
    )]
    State {
        /// The session's state, if the answer has one.
        state: Option<CheckoutSessionState>,
    },
    /// No answer came. The client gives the cause in a warning of [`tracing`](https://docs.rs/tracing).
    #[error("no answer came from Amazon Pay: check the network, and look for a proxy or firewall on the way")]
    Unanswered,
}
