//! A Charge Permission: what an update is made for.

use super::timestamp::written;
use crate::faults::Script;
use jiff::Timestamp;
use serde_json::{Value, json};

/// A Charge Permission to [register](crate::StandIn::charge_permission).
#[derive(Debug)]
pub struct ChargePermission {
    id: String,
    state: PermissionState,
    pub(crate) script: Script,
    created: Timestamp,
    updated: Timestamp,
}

/// How a Charge Permission stands; a reason is one of Amazon Pay's reason codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PermissionState {
    /// `Chargeable`.
    Chargeable,
    /// `NonChargeable`, with its reasons: `PaymentMethodInvalid`, `ChargeInProgress`.
    NonChargeable(Vec<String>),
    /// `Closed`, with its reasons: `BuyerClosed`, `Expired`.
    Closed(Vec<String>),
}

impl ChargePermission {
    /// One in this state.
    #[must_use]
    pub fn new(id: impl Into<String>, state: PermissionState) -> ChargePermission {
        let now = Timestamp::now();
        ChargePermission { id: id.into(), state, script: Script::default(), created: now, updated: now }
    }

    /// What goes wrong with the requests for this permission.
    #[must_use]
    pub fn script(self, script: Script) -> ChargePermission {
        ChargePermission { script, ..self }
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn state(&self) -> &PermissionState {
        &self.state
    }

    pub(crate) fn set_state(&mut self, state: PermissionState, now: Timestamp) {
        self.state = state;
        self.updated = now;
    }

    /// A new payment method is what one that cannot be charged has waited for.
    pub(crate) fn instrument_updated(&mut self, now: Timestamp) {
        if let PermissionState::NonChargeable(_) = self.state {
            self.set_state(PermissionState::Chargeable, now);
        }
    }

    pub(crate) fn to_json(&self, release_environment: &str) -> Value {
        let (state, reasons) = match &self.state {
            PermissionState::Chargeable => ("Chargeable", None),
            PermissionState::NonChargeable(reasons) => ("NonChargeable", Some(reasons)),
            PermissionState::Closed(reasons) => ("Closed", Some(reasons)),
        };
        let reasons: Option<Vec<Value>> = reasons.map(|reasons| {
            reasons.iter().map(|code| json!({ "reasonCode": code, "reasonDescription": null })).collect()
        });
        json!({
            "chargePermissionId": self.id,
            "amazonPayToken": null,
            "chargePermissionReferenceId": null,
            "platformId": null,
            "buyer": { "buyerId": "amzn1.account.STANDIN", "name": "Stand-In Buyer", "email": "buyer@example.com" },
            "shippingAddress": null,
            "billingAddress": null,
            "paymentPreferences": [{ "paymentDescriptor": "Visa ****1111" }],
            "statusDetails": {
                "state": state,
                "reasons": reasons,
                "lastUpdatedTimestamp": written(self.updated),
            },
            "creationTimestamp": written(self.created),
            "expirationTimestamp": null,
            "paymentMethodOnFileMetadata": { "setupOnly": true },
            "merchantMetadata": null,
            "releaseEnvironment": release_environment,
            "limits": null,
            "chargePermissionType": "PaymentMethodOnFile",
            "recurringMetadata": null,
            "presentmentCurrency": null,
        })
    }
}
