//! A notification of Amazon Pay.

use super::kind::{Id, NotificationType, ObjectType};
use crate::session::ApiRequest;
use crate::value::{ChargePermissionId, MerchantId};

/// A notification of Amazon Pay's API v2: which object changed.
///
/// A notification never says what the object changed to, and notifications arrive in any order. Fetch the object,
/// because only the API's answer has its state.
///
/// Documented on Amazon's page [Set up Instant Payment
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
    /// `MerchantID`: the merchant to whom the object belongs.
    #[must_use]
    pub fn merchant_id(&self) -> &Id<MerchantId> {
        &self.merchant_id
    }

    /// `ObjectType`: the kind of object that changed.
    #[must_use]
    pub fn object_type(&self) -> &ObjectType {
        &self.object_type
    }

    /// `ObjectId`: the id of the object that changed.
    #[must_use]
    pub fn object_id(&self) -> &str {
        &self.object_id
    }

    /// `ChargePermissionId`: the charge permission that changed, or to which the object belongs.
    #[must_use]
    pub fn charge_permission_id(&self) -> Option<&Id<ChargePermissionId>> {
        self.charge_permission_id.as_ref()
    }

    /// `NotificationType`: whether the object's state or another attribute changed.
    #[must_use]
    pub fn notification_type(&self) -> &NotificationType {
        &self.notification_type
    }

    /// `NotificationId`, for tracing only. Repeated deliveries are recognized by their `MessageId`.
    #[must_use]
    pub fn notification_id(&self) -> Option<&str> {
        self.notification_id.as_deref()
    }

    /// `NotificationVersion`: `V2` today. It is not the version of the API.
    #[must_use]
    pub fn notification_version(&self) -> &str {
        &self.notification_version
    }

    /// Whether a charge permission changed, for example because the buyer updated it.
    ///
    /// Any type of notification counts, even an unknown type. Amazon does not document which type an update sends,
    /// and a needless fetch costs less than a missed update.
    #[must_use]
    pub fn is_charge_permission_change(&self) -> bool {
        self.object_type == ObjectType::ChargePermission
    }

    /// The charge permission to fetch.
    ///
    /// `None` when another kind of object changed, and when the id does not have the form of a charge permission's
    /// id. [`object_id`](Self::object_id) then has the text.
    #[must_use]
    pub fn charge_permission_to_fetch(&self) -> Option<&ChargePermissionId> {
        self.changed.as_ref()
    }

    /// The request that fetches the charge permission. A [`RequestSigner`](crate::session::RequestSigner) signs it.
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
