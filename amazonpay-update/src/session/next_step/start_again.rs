//! Why the update came to nothing, for the shop and for the buyer.

use super::expected::UpdateMismatch;
use crate::session::answer::CheckoutSessionReason;

/// Why the buyer has to start the update again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StartAgainReason {
    /// The buyer left Amazon's page.
    BuyerCanceled,
    /// The payment method was declined.
    Declined,
    /// The session was not completed within 24 hours.
    Expired,
    /// Amazon canceled the session.
    AmazonCanceled,
    /// The buyer has not been through Amazon's page yet.
    NotFinished,
    /// Amazon Pay has no such session: it is older than 30 days, the id is not one of Amazon's, or it is
    /// of another environment (Sandbox or Live) or region. When this happens to every buyer, see that
    /// payload and request go to the same one.
    SessionNotFound,
    /// The completed session is of another update than this buyer started, or cannot be told from one. This buyer's
    /// may be completed all the same where [`UpdateMismatch::may_be_completed`] says so.
    OtherUpdate(UpdateMismatch),
    /// The session is canceled for a reason this crate does not know; on one line, and 100 characters of it
    /// at most.
    Other(String),
    /// The session is canceled, and no reason is known.
    NotSaid,
}

impl StartAgainReason {
    pub(super) fn of(reason: Option<&CheckoutSessionReason>) -> StartAgainReason {
        match reason {
            Some(CheckoutSessionReason::BuyerCanceled) => StartAgainReason::BuyerCanceled,
            Some(CheckoutSessionReason::Declined) => StartAgainReason::Declined,
            Some(CheckoutSessionReason::Expired) => StartAgainReason::Expired,
            Some(CheckoutSessionReason::AmazonCanceled) => StartAgainReason::AmazonCanceled,
            Some(reason @ CheckoutSessionReason::Other(_)) => StartAgainReason::Other(reason.to_string()),
            None => StartAgainReason::NotSaid,
        }
    }
}
