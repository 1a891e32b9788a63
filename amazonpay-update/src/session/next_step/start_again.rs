//! Why the update failed, for the shop and for the buyer.

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
    /// Amazon Pay has no such session. The session is older than 30 days, belongs to another environment (Sandbox or
    /// Live) or region, or the id is not Amazon's. If this happens to every buyer, check that payload and request go
    /// to the same environment and region.
    SessionNotFound,
    /// The completed session belongs to another update than this buyer started, or does not say to which. This
    /// buyer's update may be completed nevertheless if [`UpdateMismatch::may_be_completed`] says so.
    OtherUpdate(UpdateMismatch),
    /// The session is canceled for a reason that this crate does not know. The text is on one line, with at most 100
    /// characters.
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
