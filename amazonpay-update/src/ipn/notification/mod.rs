//! The `Message` of a notification. It says that an object changed, and never what it changed to.

mod amazon_pay;
mod kind;
mod other;
mod read;

pub use amazon_pay::AmazonPayNotification;
pub use kind::{Id, NotificationType, ObjectType};
pub use other::{Other, OtherReason};

use super::message::{Message, SnsNotification};
use crate::value::ChargePermissionId;

/// The content of a notification's `Message`.
///
/// No text is lost: a text that is not a notification of Amazon Pay is kept, with the reason.
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
    /// Reads the `Message` as a notification of Amazon Pay.
    ///
    /// Amazon's sample spells the members `MerchantID` and `ObjectType`, and the table below the sample spells them
    /// `merchantID` and `objectType`. So names are compared without regard to the case of ASCII letters. A member
    /// that comes more than once must have one value. `null` counts as absent. Members that Amazon does not document
    /// are ignored.
    #[must_use]
    pub fn body(&self) -> NotificationBody {
        NotificationBody::read(self.message())
    }
}

impl Message {
    /// The charge permission to fetch, from [`AmazonPayNotification::charge_permission_to_fetch`].
    ///
    /// `None` for all other messages, and for notifications of other objects.
    #[must_use]
    pub fn charge_permission_to_fetch(&self) -> Option<ChargePermissionId> {
        match self {
            Message::Notification(notification) => match notification.body() {
                NotificationBody::AmazonPay(body) => body.changed,
                NotificationBody::Other(_) => None,
            },
            Message::SubscriptionConfirmation(_) | Message::UnsubscribeConfirmation(_) => None,
        }
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
