//! What a buyer who is back is told. The words are the library's; the kind is for the page.

use crate::database::Outcome;
use amazonpay_update::region::{Language, RegionName};
use amazonpay_update::return_state::{StateError, UpdateState};
use amazonpay_update::session::{NextStep, StartAgainReason};

/// After a return that completes nothing.
pub(crate) fn refused(why: StateError, language: &Language<RegionName>) -> Outcome {
    let kind = match why {
        StateError::NoCheckoutSession => "no-session",
        StateError::Expired { .. } => "expired",
        _ => "refused",
    };
    outcome(kind, why.buyer_message(language), None)
}

/// After a return that was completed, or was to be.
pub(crate) fn next_step(step: &NextStep, language: &Language<RegionName>, update: &UpdateState) -> Outcome {
    let kind = match step {
        NextStep::Updated(_) | NextStep::AlreadyCompleted(_) => "updated",
        NextStep::StartAgain(StartAgainReason::BuyerCanceled) => "canceled",
        NextStep::StartAgain(StartAgainReason::Declined) => "declined",
        NextStep::StartAgain(StartAgainReason::Expired) => "expired",
        NextStep::StartAgain(StartAgainReason::OtherUpdate(mismatch)) if mismatch.may_be_completed() => {
            "checking"
        }
        NextStep::StartAgain(_) => "start-again",
        NextStep::SetUpAgain(_) => "set-up-again",
        NextStep::RetryLater { .. } => "checking",
        NextStep::FixConfiguration { .. } => "our-fault",
    };
    outcome(kind, step.buyer_message(language), Some(update.charge_permission_id().to_string()))
}

fn outcome(kind: &str, message: &str, charge_permission_id: Option<String>) -> Outcome {
    Outcome { kind: kind.to_owned(), message: message.to_owned(), charge_permission_id }
}
