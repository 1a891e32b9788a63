//! The state first, and only then the session id.

use super::claims::UpdateState;
use super::error::StateError;
use super::parameter::STATE_PARAMETER;
use super::verifying_key::StateVerifyingKey;
use crate::session::{BuyerReturn, CheckoutSession};
use crate::value::{ChargePermissionId, CheckoutSessionId};
use std::time::SystemTime;

impl BuyerReturn<'_> {
    /// Verifies the state token of the return, and then reads the id of the Checkout Session.
    ///
    /// `expected` is the update the shop remembers for this buyer, from the buyer's session with the shop
    /// or its database, and from nothing in the URL.
    ///
    /// # Errors
    ///
    /// [`StateError`]: whatever it is, this return completes nothing.
    pub fn verify_state(
        &self,
        key: &StateVerifyingKey,
        expected: &UpdateState,
    ) -> Result<VerifiedReturn, StateError> {
        self.verify_state_at(key, expected, SystemTime::now())
    }

    /// The same as [`BuyerReturn::verify_state`], at a time.
    ///
    /// # Errors
    ///
    /// Those of [`BuyerReturn::verify_state`].
    pub fn verify_state_at(
        &self,
        key: &StateVerifyingKey,
        expected: &UpdateState,
        now: SystemTime,
    ) -> Result<VerifiedReturn, StateError> {
        let token = self.parameter(STATE_PARAMETER)?.ok_or(StateError::NoToken)?;
        key.verify(&token, expected, now)?;
        let checkout_session_id = self.checkout_session_id()?;
        Ok(VerifiedReturn {
            checkout_session_id,
            charge_permission_id: expected.charge_permission_id().clone(),
        })
    }
}

/// A return whose state token is that of the update the shop expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedReturn {
    checkout_session_id: Option<CheckoutSessionId>,
    charge_permission_id: ChargePermissionId,
}

impl VerifiedReturn {
    /// The id of the Checkout Session to complete; `None` when it is not there, which
    /// [a handler must expect](BuyerReturn::checkout_session_id).
    ///
    /// The token does not vouch for it: compare what completing it answers, with
    /// [`VerifiedReturn::matches`].
    #[must_use]
    pub fn checkout_session_id(&self) -> Option<&CheckoutSessionId> {
        self.checkout_session_id.as_ref()
    }

    /// Whether the session, as it is once completed, is of the charge permission that was to be updated.
    ///
    /// A session that names no charge permission is not.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::return_state::VerifiedReturn;
    /// use amazonpay_update::session::NextStep;
    ///
    /// fn is_updated(verified: &VerifiedReturn, step: &NextStep) -> bool {
    ///     match step {
    ///         NextStep::Updated(session) | NextStep::AlreadyCompleted(session) => verified.matches(session),
    ///         _ => false,
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn matches(&self, completed: &CheckoutSession) -> bool {
        completed.charge_permission_id.as_ref() == Some(&self.charge_permission_id)
    }
}
