//! Verifies the state token first, and only then reads the session id.

use super::claims::{Claims, UpdateState};
use super::error::StateError;
use super::jws;
use super::parameter::STATE_PARAMETER;
use super::verifying_key::StateVerifyingKey;
use crate::session::{BuyerReturn, ExpectedUpdate};
use crate::value::CheckoutSessionId;
use std::time::SystemTime;

impl BuyerReturn<'_> {
    /// Verifies the state token of the return, and then reads the id of the Checkout Session.
    ///
    /// `keys` are the keys whose tokens may come back. That is one key, and also the previous key [while the key
    /// changes](super#changing-the-key). `updates` are the updates that the shop remembers for this buyer, one or
    /// several. They come from the buyer's session with the shop or from its database, never from the URL.
    /// [`VerifiedReturn::update`] says which update the token belongs to.
    ///
    /// # Errors
    ///
    /// [`StateError`]. This return must not complete a session then. If there are several updates, the error is about
    /// the update nearest to the token.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::return_state::{StateError, StateVerifyingKey, UpdateState, VerifiedReturn};
    /// use amazonpay_update::session::BuyerReturn;
    ///
    /// fn one(url: &str, key: &StateVerifyingKey, update: &UpdateState) -> Result<VerifiedReturn, StateError> {
    ///     BuyerReturn::from_url(url).verify_state([key], [update])
    /// }
    ///
    /// fn several(
    ///     url: &str,
    ///     keys: &[StateVerifyingKey],
    ///     started: &[UpdateState],
    /// ) -> Result<VerifiedReturn, StateError> {
    ///     BuyerReturn::from_url(url).verify_state(keys, started)
    /// }
    /// ```
    pub fn verify_state<'k, 'u>(
        &self,
        keys: impl IntoIterator<Item = &'k StateVerifyingKey>,
        updates: impl IntoIterator<Item = &'u UpdateState>,
    ) -> Result<VerifiedReturn, StateError> {
        self.verify_state_at(keys, updates, SystemTime::now())
    }

    /// Like [`BuyerReturn::verify_state`], at another time than now.
    ///
    /// # Errors
    ///
    /// [`StateError`], as from [`BuyerReturn::verify_state`].
    pub fn verify_state_at<'k, 'u>(
        &self,
        keys: impl IntoIterator<Item = &'k StateVerifyingKey>,
        updates: impl IntoIterator<Item = &'u UpdateState>,
        now: SystemTime,
    ) -> Result<VerifiedReturn, StateError> {
        let update = self.verify_update_at(keys, updates, now)?.clone();
        let checkout_session_id = self.checkout_session_id()?.ok_or(StateError::NoCheckoutSession)?;
        let expected = ExpectedUpdate::new(update.store_id().clone(), update.charge_permission_id().clone())
            .in_session(checkout_session_id.clone());
        Ok(VerifiedReturn { checkout_session_id, update, expected })
    }

    /// Verifies the state token alone, and says to which of `updates` the token belongs, whether or not the return URL
    /// has a session id.
    ///
    /// Call it after [`StateError::NoCheckoutSession`]: the update may have succeeded all the same. There is nothing to
    /// complete then, and Get Charge Permission tells what is stored now. [`BuyerReturn::verify_state`] does all that
    /// this function does, so a return with a session id does not need this function.
    ///
    /// # Errors
    ///
    /// [`StateError`], except [`StateError::NoCheckoutSession`], because the session id is not read.
    /// [`StateError::Return`] is then about the token's parameter alone.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::ChargePermissionId;
    /// use amazonpay_update::return_state::{StateError, StateVerifyingKey, UpdateState};
    /// use amazonpay_update::session::BuyerReturn;
    ///
    /// /// The permission to ask Amazon Pay for, if this return completes nothing.
    /// fn to_fetch<'u>(
    ///     url: &str,
    ///     keys: &[StateVerifyingKey],
    ///     started: &'u [UpdateState],
    /// ) -> Result<Option<&'u ChargePermissionId>, StateError> {
    ///     let back = BuyerReturn::from_url(url);
    ///     match back.verify_state(keys, started) {
    ///         Ok(_) => Ok(None), // complete it
    ///         Err(StateError::NoCheckoutSession) => {
    ///             Ok(Some(back.verify_update(keys, started)?.charge_permission_id()))
    ///         }
    ///         Err(refused) => Err(refused),
    ///     }
    /// }
    /// ```
    pub fn verify_update<'k, 'u>(
        &self,
        keys: impl IntoIterator<Item = &'k StateVerifyingKey>,
        updates: impl IntoIterator<Item = &'u UpdateState>,
    ) -> Result<&'u UpdateState, StateError> {
        self.verify_update_at(keys, updates, SystemTime::now())
    }

    /// Like [`BuyerReturn::verify_update`], at another time than now.
    ///
    /// # Errors
    ///
    /// [`StateError`], as from [`BuyerReturn::verify_update`].
    pub fn verify_update_at<'k, 'u>(
        &self,
        keys: impl IntoIterator<Item = &'k StateVerifyingKey>,
        updates: impl IntoIterator<Item = &'u UpdateState>,
        now: SystemTime,
    ) -> Result<&'u UpdateState, StateError> {
        let token = self.parameter(STATE_PARAMETER)?.ok_or(StateError::NoToken)?;
        let keys: Vec<_> = keys.into_iter().map(StateVerifyingKey::known).collect();
        let updates: Vec<_> = updates.into_iter().collect();
        Claims::from_json(&jws::open(&keys, &token)?)?.find(&updates, now)
    }
}

/// A return with a Checkout Session to complete. Its state token belongs to an update that the shop expects.
///
/// The token does not name the session, because Amazon makes the session's id later. The buyer brings the id along.
/// So `Client::complete_return` (feature `client`) compares the completed session with the update, and
/// [`after_complete`](crate::session::after_complete) does so with [`VerifiedReturn::expected`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedReturn {
    checkout_session_id: CheckoutSessionId,
    update: UpdateState,
    expected: ExpectedUpdate,
}

impl VerifiedReturn {
    /// The id of the Checkout Session to complete.
    #[must_use]
    pub fn checkout_session_id(&self) -> &CheckoutSessionId {
        &self.checkout_session_id
    }

    /// The update that the token belongs to, from the updates that the shop remembers for the buyer.
    ///
    /// Keep the update until its token has expired. The buyer may load the page again, or open it in a second tab,
    /// and must see the same message there.
    #[must_use]
    pub fn update(&self) -> &UpdateState {
        &self.update
    }

    /// The update to which the completed session must belong, for an HTTP client of your own.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::return_state::VerifiedReturn;
    /// use amazonpay_update::session::{ApiRequest, Completion, NextStep, SentRequest, after_complete};
    ///
    /// fn complete(
    ///     verified: &VerifiedReturn,
    ///     send: impl Fn(ApiRequest) -> (http::Response<Vec<u8>>, SentRequest), // signs it first
    /// ) -> NextStep {
    ///     let id = verified.checkout_session_id();
    ///     let (response, sent) = send(ApiRequest::complete_checkout_session(id));
    ///     match after_complete(&response, &sent, verified.expected()) {
    ///         Completion::Done(step) => step,
    ///         Completion::GetCheckoutSession(first) => {
    ///             let (response, sent) = send(ApiRequest::get_checkout_session(id));
    ///             first.after_get(&response, &sent)
    ///         }
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn expected(&self) -> &ExpectedUpdate {
        &self.expected
    }
}
