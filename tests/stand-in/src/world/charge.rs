//! A charge to a Charge Permission.

use super::timestamp::written;
use crate::api::body::ChargeRequest;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// A charge that was created.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Charge {
    /// The charge's id, such as `B01-0000000-0000000-C000001`.
    pub id: String,
    /// The Charge Permission that was charged.
    pub charge_permission_id: String,
    /// The amount, as the request wrote it: `12.34`, and `1234` in Japan.
    pub amount: String,
    /// The currency code of ISO 4217.
    pub currency: String,
    /// The charge's state.
    pub state: ChargeState,
    pub(crate) details: Details,
}

/// The members that only the API shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Details {
    reason: Option<&'static str>,
    capture_now: bool,
    said: serde_json::Map<String, Value>,
    created: Timestamp,
    updated: Timestamp,
}

/// The state of a charge. A declined charge is never created: Create Charge answers with the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChargeState {
    /// `AuthorizationInitiated`: Amazon has not decided yet, and never does here.
    AuthorizationInitiated,
    /// `Authorized`.
    Authorized,
    /// `Captured`.
    Captured,
    /// `Canceled`.
    Canceled,
}

impl ChargeState {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            ChargeState::AuthorizationInitiated => "AuthorizationInitiated",
            ChargeState::Authorized => "Authorized",
            ChargeState::Captured => "Captured",
            ChargeState::Canceled => "Canceled",
        }
    }
}

impl Charge {
    pub(crate) fn new(id: String, request: &ChargeRequest, initiated: bool, now: Timestamp) -> Charge {
        let state = match request.capture_now {
            _ if initiated => ChargeState::AuthorizationInitiated,
            true => ChargeState::Captured,
            false => ChargeState::Authorized,
        };
        Charge {
            id,
            charge_permission_id: request.charge_permission_id.clone(),
            amount: request.amount.amount.clone(),
            currency: request.amount.currency.clone(),
            state,
            details: Details {
                reason: None,
                capture_now: request.capture_now,
                said: request.said.clone(),
                created: now,
                updated: now,
            },
        }
    }

    pub(crate) fn is_pending(&self) -> bool {
        matches!(self.state, ChargeState::AuthorizationInitiated | ChargeState::Authorized)
    }

    pub(crate) fn cancel(&mut self, reason: &'static str, now: Timestamp) {
        self.state = ChargeState::Canceled;
        self.details.reason = Some(reason);
        self.details.updated = now;
    }

    pub(crate) fn to_json(&self, release_environment: &str) -> Value {
        let price = |amount: &str| json!({ "amount": amount, "currencyCode": self.currency });
        let nothing = if self.currency == "JPY" { "0" } else { "0.00" };
        let captured = if self.state == ChargeState::Captured { &self.amount } else { nothing };
        let Details { reason, capture_now, said, created, updated } = &self.details;
        let said = |member: &str| said.get(member).cloned().unwrap_or(Value::Null);
        json!({
            "chargeId": self.id,
            "chargePermissionId": self.charge_permission_id,
            "chargeAmount": price(&self.amount),
            "captureAmount": price(captured),
            "refundedAmount": price(nothing),
            "convertedAmount": null,
            "conversionRate": null,
            "captureNow": capture_now,
            "canHandlePendingAuthorization": said("canHandlePendingAuthorization"),
            "softDescriptor": said("softDescriptor"),
            "platformId": said("platformId"),
            "providerMetadata": said("providerMetadata"),
            "merchantMetadata": said("merchantMetadata"),
            "chargeInitiator": said("chargeInitiator"),
            "channel": said("channel"),
            "statusDetails": {
                "state": self.state.name(),
                "reasonCode": reason,
                "reasonDescription": null,
                "lastUpdatedTimestamp": written(*updated),
            },
            "creationTimestamp": written(*created),
            "expirationTimestamp": written(created.checked_add(LIFE).unwrap_or(Timestamp::MAX)),
            "releaseEnvironment": release_environment,
        })
    }
}

/// How long an authorization is valid.
const LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
