//! A message to announce, and how it is forged.

use crate::world::Change;
use std::time::Duration;

/// A message of SNS to [announce](crate::StandIn::notify), by default a notification of Amazon Pay.
///
/// # Examples
///
/// ```
/// use amazonpay_update_stand_in::{Forgery, Notification, SignatureVersion};
/// use std::time::Duration;
///
/// let update = Notification::charge_permission("B01-1234567-1234567");
/// let reopened = Notification::charge_permission("B01-1234567-1234567").state_changed();
/// let sha256 = update.clone().signature_version(SignatureVersion::V2);
/// // None of these is to be believed.
/// let forged = update.clone().forged(Forgery::OtherAuthority);
/// let elsewhere = update.clone().topic("arn:aws:sns:us-east-1:123456789012:A1TOPIC");
/// let old = update.aged(Duration::from_secs(3 * 60 * 60));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Notification {
    pub(super) kind: Kind,
    pub(super) subject: Option<String>,
    pub(super) version: SignatureVersion,
    pub(super) forgery: Option<Forgery>,
    pub(super) topic: Option<String>,
    pub(super) other_region: bool,
    pub(super) age: Duration,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    AmazonPay { object_type: &'static str, id: String, charge_permission_id: String, state_changed: bool },
    Text(String),
    SubscriptionConfirmation,
    UnsubscribeConfirmation,
}

/// The `SignatureVersion` of a message, which says which hash is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignatureVersion {
    /// `1`: SHA-1. All known messages of Amazon Pay have it.
    #[default]
    V1,
    /// `2`: SHA-256.
    V2,
}

/// How a message is forged. A shop must refuse every forgery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Forgery {
    /// The signature is changed.
    Signature,
    /// `Message` was changed after it was signed, and names another object.
    Message,
    /// Another authority signed the message. Its certificate is for the name of SNS, and is served where SNS serves
    /// its certificate.
    OtherAuthority,
    /// Another authority signed the message, and `SigningCertURL` is on another host: the stand-in's API under the
    /// name `localhost`. That host serves the certificate. A shop that does not check the host fetches it.
    OtherHost,
}

impl Forgery {
    /// Every forgery.
    pub const ALL: &'static [Forgery] =
        &[Forgery::Signature, Forgery::Message, Forgery::OtherAuthority, Forgery::OtherHost];
}

impl Notification {
    /// Amazon Pay's `ATTRIBUTE_CHANGE` of a Charge Permission, which follows an update.
    pub fn charge_permission(id: impl Into<String>) -> Notification {
        let id = id.into();
        Notification::of(Kind::AmazonPay {
            object_type: "CHARGE_PERMISSION",
            charge_permission_id: id.clone(),
            id,
            state_changed: false,
        })
    }

    /// Amazon Pay's `STATE_CHANGE` of a charge.
    pub fn charge(id: impl Into<String>, charge_permission_id: impl Into<String>) -> Notification {
        Notification::of(Kind::AmazonPay {
            object_type: "CHARGE",
            id: id.into(),
            charge_permission_id: charge_permission_id.into(),
            state_changed: true,
        })
    }

    /// A notification with this text as its `Message`, for example a notification of Amazon Pay's older API.
    pub fn text(message: impl Into<String>) -> Notification {
        Notification::of(Kind::Text(message.into()))
    }

    /// A `SubscriptionConfirmation`. Requesting its `SubscribeURL`
    /// [confirms](crate::NotificationHandle::is_confirmed) the subscription. The URL is served under the name of SNS
    /// at the [address](crate::StandIn::address).
    pub fn subscription_confirmation() -> Notification {
        Notification::of(Kind::SubscriptionConfirmation)
    }

    /// An `UnsubscribeConfirmation`, whose `SubscribeURL` restores the subscription.
    pub fn unsubscribe_confirmation() -> Notification {
        Notification::of(Kind::UnsubscribeConfirmation)
    }

    fn of(kind: Kind) -> Notification {
        Notification {
            kind,
            subject: None,
            version: SignatureVersion::default(),
            forgery: None,
            topic: None,
            other_region: false,
            age: Duration::ZERO,
        }
    }

    /// The notification of a change.
    pub(crate) fn of_change(change: Change) -> Notification {
        match change {
            Change::ChargePermission(id) => Notification::charge_permission(id),
            Change::ChargePermissionState(id) => Notification::charge_permission(id).state_changed(),
            Change::Charge { id, charge_permission_id } => {
                Notification::charge(id, charge_permission_id).state_changed()
            }
        }
    }

    /// Whether the message is about the subscription itself.
    pub(super) fn confirms(&self) -> bool {
        matches!(self.kind, Kind::SubscriptionConfirmation | Kind::UnsubscribeConfirmation)
    }

    /// Sets the `NotificationType` to `STATE_CHANGE`.
    pub fn state_changed(mut self) -> Notification {
        if let Kind::AmazonPay { state_changed, .. } = &mut self.kind {
            *state_changed = true;
        }
        self
    }

    /// Sets the `Subject`. A confirmation has none.
    pub fn subject(self, subject: impl Into<String>) -> Notification {
        Notification { subject: Some(subject.into()), ..self }
    }

    /// Sets the `SignatureVersion`, by default [`SignatureVersion::V1`].
    pub fn signature_version(self, version: SignatureVersion) -> Notification {
        Notification { version, ..self }
    }

    /// Forges the message.
    pub fn forged(self, forgery: Forgery) -> Notification {
        Notification { forgery: Some(forgery), ..self }
    }

    /// Sets the topic, by default Amazon Pay's topic for the merchant. The signature verifies, because anybody can
    /// have SNS sign a message for a topic of their own.
    pub fn topic(self, arn: impl Into<String>) -> Notification {
        Notification { topic: Some(arn.into()), ..self }
    }

    /// Sets a topic in another region than the host in `SigningCertURL`. A message of SNS has one region in both.
    pub fn of_other_region(self) -> Notification {
        Notification { other_region: true, ..self }
    }

    /// Sets a `Timestamp` that lies this far in the past, by the machine's clock.
    pub fn aged(self, age: Duration) -> Notification {
        Notification { age, ..self }
    }
}
