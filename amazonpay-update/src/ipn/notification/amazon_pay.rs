//! A notification of Amazon Pay.

use super::kind::{Id, NotificationType, ObjectType};
use crate::session::ApiRequest;
use crate::value::{ChargePermissionId, MerchantId};

/// A notification of Amazon Pay's API v2: which object changed.
///
/// A notification never says what the object changed to, and notifications arrive in any order. Fetch the object: only
/// the API's answer is its state.
///
/// Amazon documents it on [Set up Instant Payment
/// Notifications](https://developer.amazon.com/docs/amazon-pay-paymentmethodonfile/set-up-instant-payment-notifications.html).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmazonPayNotification {
    pub(super) merchant_id: Id<MerchantId>,
    pub(super) object_type: ObjectType,
    pub(super) object_id: String,
    pub(super) charge_permission_id: Option<Id<ChargePermissionId>>,
    pub(super) notification_type: NotificationType,
    pub(super) notification_id: Option<String>,
    pub(super) notification_version: String,
    pub(super) changed: Option<ChargePermissionId>,
}

impl AmazonPayNotification {
    /// `MerchantID`: whose object it is.
    #[must_use]
    pub fn merchant_id(&self) -> &Id<MerchantId> {
        &self.merchant_id
    }

    /// `ObjectType`: what kind of object changed.
    #[must_use]
    pub fn object_type(&self) -> &ObjectType {
        &self.object_type
    }

    /// `ObjectId`: the object that changed, by an id of its kind.
    #[must_use]
    pub fn object_id(&self) -> &str {
        &self.object_id
    }

    /// `ChargePermissionId`: the charge permission the object belongs to, or is.
    #[must_use]
    pub fn charge_permission_id(&self) -> Option<&Id<ChargePermissionId>> {
        self.charge_permission_id.as_ref()
    }

    /// `NotificationType`: whether its state changed, or something else about it.
    #[must_use]
    pub fn notification_type(&self) -> &NotificationType {
        &self.notification_type
    }

    /// `NotificationId`: for tracing alone. Whether a message came before is told by its `MessageId`.
    #[must_use]
    pub fn notification_id(&self) -> Option<&str> {
        self.notification_id.as_deref()
    }

    /// `NotificationVersion`: `V2` today. It is not the version of the API.
    #[must_use]
    pub fn notification_version(&self) -> &str {
        &self.notification_version
    }

    /// Whether a charge permission changed, as it does when the buyer has updated it.
    ///
    /// The type of the notification makes no difference, not even one that is unknown: which one an
    /// update sends is not documented, and a charge permission fetched in vain costs less than an
    /// update that is missed.
    #[must_use]
    pub fn is_charge_permission_change(&self) -> bool {
        self.object_type == ObjectType::ChargePermission
    }

    /// The charge permission to fetch, to learn what changed.
    ///
    /// `None` when another kind of object changed, and when a charge permission changed whose id does not
    /// have the form of one: [`object_id`](Self::object_id) has its text.
    #[must_use]
    pub fn charge_permission_to_fetch(&self) -> Option<&ChargePermissionId> {
        self.changed.as_ref()
    }

    /// The request that fetches it, which a [`RequestSigner`](crate::session::RequestSigner) signs.
    ///
    /// `None` when there is no [charge permission to fetch](Self::charge_permission_to_fetch).
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::ipn::AmazonPayNotification;
    /// use amazonpay_update::session::RequestSigner;
    /// use amazonpay_update::signing::SignError;
    ///
    /// fn request(
    ///     notification: &AmazonPayNotification,
    ///     signer: &RequestSigner,
    /// ) -> Option<Result<http::Request<String>, SignError>> {
    ///     Some(signer.sign(&notification.fetch_request()?))
    /// }
    /// ```
    #[must_use]
    pub fn fetch_request(&self) -> Option<ApiRequest> {
        self.charge_permission_to_fetch().map(ApiRequest::get_charge_permission)
    }
}
