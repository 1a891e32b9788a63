//! What Amazon Pay says in the `Message` of a notification: that an object changed, and never what to.

mod kind;
mod other;
mod read;

pub use kind::{Id, NotificationType, ObjectType};
pub use other::{Other, OtherReason};

use super::message::SnsNotification;
use crate::session::ApiRequest;
use crate::value::{ChargePermissionId, MerchantId};

/// What the text of a notification's `Message` is.
///
/// Every text is one or the other, so that nothing Amazon sends is lost: what does not read as an
/// Amazon Pay notification keeps its text, with the reason.
///
/// # Examples
///
/// ```
/// use amazonpay_update::ChargePermissionId;
/// use amazonpay_update::ipn::{NotificationBody, SnsNotification};
///
/// fn changed(notification: &SnsNotification) -> Option<ChargePermissionId> {
///     match notification.body() {
///         NotificationBody::AmazonPay(body) => body.charge_permission_to_fetch().cloned(),
///         NotificationBody::Other(other) => {
///             eprintln!("{}", other.reason());
///             None
///         }
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotificationBody {
    /// A notification of Amazon Pay's API v2.
    AmazonPay(AmazonPayNotification),
    /// Anything else: the form of the API before v2, another JSON text, plain text.
    Other(Other),
}

impl SnsNotification {
    /// What Amazon Pay says in it.
    ///
    /// Amazon's sample spells the members `MerchantID`, `ObjectType`; the table below it, `merchantID`,
    /// `objectType`. Their names are therefore compared without regard to the case of ASCII letters. A
    /// member that comes more than once must have one value; `null` is the same as absent, and members
    /// that Amazon does not document are passed over.
    #[must_use]
    pub fn body(&self) -> NotificationBody {
        NotificationBody::read(self.message())
    }
}

impl NotificationBody {
    pub(super) fn read(message: &str) -> NotificationBody {
        match read::notification(message) {
            Ok(notification) => NotificationBody::AmazonPay(notification),
            Err(reason) => NotificationBody::Other(Other::new(message, reason)),
        }
    }
}

/// A notification of Amazon Pay's API v2: which object changed.
///
/// It never says what the object changed to, and notifications arrive in any order. What holds is what
/// the API answers when the object is fetched.
///
/// Amazon documents it on [Set up Instant Payment
/// Notifications](https://developer.amazon.com/docs/amazon-pay-paymentmethodonfile/set-up-instant-payment-notifications.html).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmazonPayNotification {
    merchant_id: Id<MerchantId>,
    object_type: ObjectType,
    object_id: String,
    charge_permission_id: Option<Id<ChargePermissionId>>,
    notification_type: NotificationType,
    notification_id: Option<String>,
    notification_version: String,
    changed: Option<ChargePermissionId>,
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
    /// use amazonpay_update::SignError;
    /// use amazonpay_update::ipn::AmazonPayNotification;
    /// use amazonpay_update::session::RequestSigner;
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
