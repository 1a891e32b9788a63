//! The update to which a completed session must belong.

use crate::session::answer::CheckoutSession;
use crate::session::sent_request::{AskedFor, SentRequest};
use crate::value::{ChargePermissionId, CheckoutSessionId, StoreId};

/// The charge permission and the store of this buyer's update, to which a completed Checkout Session must belong.
///
/// A session's id comes from the address bar, so it may belong to somebody else. The expected update comes from the
/// shop: from `VerifiedReturn::expected` with the feature `return-state`, or from the shop's own data about this
/// buyer. The session of another update leads to
/// [`StartAgainReason::OtherUpdate`](super::StartAgainReason::OtherUpdate).
///
/// Two updates of one permission look the same here, and so do an update and the checkout that made the permission.
/// Amazon makes a session's id only when the update has started, so the shop cannot expect an id. Only a completed
/// session is compared. Anybody who has the id of a session learns that it was canceled, or that its permission is
/// closed.
///
/// # Examples
///
/// ```
/// use amazonpay_update::session::{Completion, ExpectedUpdate, SentRequest, after_complete};
/// use amazonpay_update::{ChargePermissionId, StoreId};
///
/// fn read(
///     response: &http::Response<Vec<u8>>,
///     sent: &SentRequest,
///     store_id: &StoreId,
///     charge_permission_id: &ChargePermissionId, // of the buyer who is logged in
/// ) -> Completion {
///     let expected = ExpectedUpdate::new(store_id.clone(), charge_permission_id.clone());
///     after_complete(response, sent, &expected)
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedUpdate(Option<Parts>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    session: Option<CheckoutSessionId>,
    store: StoreId,
    charge_permission: ChargePermissionId,
}

impl ExpectedUpdate {
    /// The update of a charge permission, in a store.
    #[must_use]
    pub fn new(store_id: StoreId, charge_permission_id: ChargePermissionId) -> ExpectedUpdate {
        ExpectedUpdate(Some(Parts {
            session: None,
            store: store_id,
            charge_permission: charge_permission_id,
        }))
    }

    /// Any update. The caller then compares the session with the expected update.
    #[must_use]
    pub fn any() -> ExpectedUpdate {
        ExpectedUpdate(None)
    }

    /// The same update, in one session.
    #[cfg(feature = "return-state")]
    pub(crate) fn in_session(self, id: CheckoutSessionId) -> ExpectedUpdate {
        ExpectedUpdate(self.0.map(|parts| Parts { session: Some(id), ..parts }))
    }

    /// Why a completed session belongs to another update. The session was read as the answer to `sent`, so its id and
    /// environment are already checked.
    ///
    /// A session without a charge permission does not match. A session without a store can match, because a
    /// permission belongs to one store.
    pub(super) fn mismatch(&self, session: &CheckoutSession, sent: &SentRequest) -> Option<UpdateMismatch> {
        let expected = self.0.as_ref()?;
        let is_asked_for = |id: &CheckoutSessionId| match sent.asked_for() {
            Some(AskedFor::CheckoutSession(asked_for)) => id.as_str() == asked_for,
            _ => false,
        };
        if !expected.session.as_ref().is_none_or(is_asked_for) {
            return Some(UpdateMismatch::CheckoutSession);
        }
        match &session.charge_permission_id {
            None => return Some(UpdateMismatch::NoChargePermission),
            Some(id) if *id != expected.charge_permission => return Some(UpdateMismatch::ChargePermission),
            Some(_) => {}
        }
        let is_silent = session.store_id.is_none() && !session.other.contains_key("storeId");
        if !is_silent && session.store_id.as_ref() != Some(&expected.store) {
            return Some(UpdateMismatch::Store);
        }
        None
    }
}

/// The difference between a completed session and the update that was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum UpdateMismatch {
    /// Another Checkout Session was requested than the buyer brought back.
    #[error("the request was for another Checkout Session than the return URL names")]
    CheckoutSession,
    /// The session belongs to another charge permission.
    #[error(
        "the Checkout Session belongs to another charge permission than the update that was started: the return URL \
         had another buyer's session id"
    )]
    ChargePermission,
    /// The session names no charge permission that can be read.
    #[error(
        "the Checkout Session is completed and names no charge permission: check with Get Charge Permission whether \
         the permission of the update that was started has changed"
    )]
    NoChargePermission,
    /// The session belongs to another store.
    #[error(
        "the Checkout Session belongs to another store than the update that was started: if this happens to every \
         buyer, expect the store id of the payload"
    )]
    Store,
}

impl UpdateMismatch {
    /// Whether this buyer's update may be completed nevertheless. Then [the message](super::NextStep::buyer_message)
    /// says that the update is being checked, and the operator has to check it.
    #[must_use]
    pub const fn may_be_completed(self) -> bool {
        match self {
            UpdateMismatch::CheckoutSession | UpdateMismatch::ChargePermission => false,
            UpdateMismatch::NoChargePermission | UpdateMismatch::Store => true,
        }
    }
}
