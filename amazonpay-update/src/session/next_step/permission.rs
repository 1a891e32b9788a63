//! The next step that a Charge Permission's state asks for.

use crate::session::answer::{ChargePermission, ChargePermissionReason, ChargePermissionState};
use crate::value::word::words;

words! {
    /// What the shop does next about a stored Charge Permission.
    ///
    /// The steps follow "Manage payments using Saved Wallet" of Amazon Pay's guides.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    ChargePermissionStep is "step" {
        /// The shop can charge the buyer, and has nothing to do.
        NothingToDo = "NothingToDo",
        /// The buyer has to change the payment method or address: send the buyer to the update page.
        SendToUpdatePage = "SendToUpdatePage",
        /// A charge is in progress: wait for its end.
        Wait = "Wait",
        /// The permission is closed and cannot be updated: send the buyer to set up a new one.
        SendToSetupPage = "SendToSetupPage",
        /// The answer has no state, no reason for its state, or a state that this crate does not know. Read
        /// [`ChargePermission::status_details`].
        Unknown = "Unknown",
    }
}

impl ChargePermission {
    /// The shop's next step.
    ///
    /// A reason that this crate does not know counts as a reason that the update page can correct.
    #[must_use]
    pub fn next_step(&self) -> ChargePermissionStep {
        let reasons = &self.status_details.reasons;
        let mut codes = reasons.iter().filter_map(|reason| reason.reason_code.as_ref()).peekable();
        match self.status_details.state {
            Some(ChargePermissionState::Chargeable) => ChargePermissionStep::NothingToDo,
            Some(ChargePermissionState::Closed) => ChargePermissionStep::SendToSetupPage,
            Some(ChargePermissionState::NonChargeable) if codes.peek().is_none() => {
                ChargePermissionStep::Unknown
            }
            Some(ChargePermissionState::NonChargeable) => {
                if codes.all(|code| *code == ChargePermissionReason::ChargeInProgress) {
                    ChargePermissionStep::Wait
                } else {
                    ChargePermissionStep::SendToUpdatePage
                }
            }
            Some(ChargePermissionState::Other(_)) | None => ChargePermissionStep::Unknown,
        }
    }
}
