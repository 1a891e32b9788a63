//! A Charge Permission, which an update changes.

use super::buyer::{Address, BUYER_ID, Buyer, Card};
use super::timestamp::written;
use crate::faults::Script;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// A Charge Permission to [register](crate::StandIn::charge_permission).
#[derive(Debug)]
pub struct ChargePermission {
    id: String,
    state: PermissionState,
    pub(crate) card: Card,
    /// The address of a permission made with `PayAndShip`.
    pub(crate) shipping_address: Option<Address>,
    pub(crate) merchant_metadata: Value,
    pub(crate) script: Script,
    created: Timestamp,
    updated: Timestamp,
}

/// The state of a Charge Permission. A reason is one of Amazon Pay's reason codes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PermissionState {
    /// `Chargeable`.
    Chargeable,
    /// `NonChargeable`, with its reasons: `PaymentMethodInvalid`, `ChargeInProgress`.
    NonChargeable(Vec<String>),
    /// `Closed`, with its reasons: `BuyerClosed`, `Expired`.
    Closed(Vec<String>),
}

impl PermissionState {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            PermissionState::Chargeable => "Chargeable",
            PermissionState::NonChargeable(_) => "NonChargeable",
            PermissionState::Closed(_) => "Closed",
        }
    }
}

impl ChargePermission {
    /// A permission in this state, made with `PayOnly` and with [`Card::VISA`].
    #[must_use]
    pub fn new(id: impl Into<String>, state: PermissionState) -> ChargePermission {
        let now = Timestamp::now();
        ChargePermission {
            id: id.into(),
            state,
            card: Card::VISA,
            shipping_address: None,
            merchant_metadata: Value::Null,
            script: Script::default(),
            created: now,
            updated: now,
        }
    }

    /// Sets the card that is charged.
    #[must_use]
    pub fn card(self, card: Card) -> ChargePermission {
        ChargePermission { card, ..self }
    }

    /// Sets the address of a permission made with `PayAndShip`.
    #[must_use]
    pub fn shipping_address(self, address: Address) -> ChargePermission {
        ChargePermission { shipping_address: Some(address), ..self }
    }

    /// Sets the faults of the requests for this permission.
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

    /// By the clock of the stand-in that it is registered with.
    pub(crate) fn registered(&mut self, now: Timestamp) {
        (self.created, self.updated) = (now, now);
    }

    pub(crate) fn is_closed(&self) -> bool {
        matches!(self.state, PermissionState::Closed(_))
    }

    /// Sets these members; the others stay.
    pub(crate) fn set_metadata(&mut self, metadata: &Map<String, Value>, now: Timestamp) {
        let mut all = self.merchant_metadata.as_object().cloned().unwrap_or_default();
        all.extend(metadata.clone());
        self.merchant_metadata = Value::Object(all);
        self.updated = now;
    }

    /// Marks the permission as changed.
    pub(crate) fn touch(&mut self, now: Timestamp) {
        self.updated = now;
    }

    pub(crate) fn set_state(&mut self, state: PermissionState, now: Timestamp) {
        self.state = state;
        self.updated = now;
    }

    /// Applies a completed update. A permission that could not be charged is chargeable again after it.
    pub(crate) fn update(&mut self, card: Option<Card>, address: Option<Address>, now: Timestamp) {
        self.card = card.unwrap_or(self.card);
        if address.is_some() {
            self.shipping_address = address;
        }
        self.updated = now;
        if let PermissionState::NonChargeable(_) = self.state {
            self.set_state(PermissionState::Chargeable, now);
        }
    }

    pub(crate) fn to_json(&self, buyer: &Buyer, release_environment: &str) -> Value {
        let reasons = match &self.state {
            PermissionState::Chargeable => None,
            PermissionState::NonChargeable(reasons) | PermissionState::Closed(reasons) => Some(reasons),
        };
        let reasons: Option<Vec<Value>> = reasons.map(|reasons| {
            reasons.iter().map(|code| json!({ "reasonCode": code, "reasonDescription": null })).collect()
        });
        json!({
            "chargePermissionId": self.id,
            "amazonPayToken": null,
            "chargePermissionReferenceId": null,
            "platformId": null,
            "buyer": { "buyerId": BUYER_ID, "name": buyer.name, "email": buyer.email },
            "shippingAddress": self.shipping_address,
            "billingAddress": null,
            "paymentPreferences": [{ "paymentDescriptor": self.card.descriptor() }],
            "statusDetails": {
                "state": self.state.name(),
                "reasons": reasons,
                "lastUpdatedTimestamp": written(self.updated),
            },
            "creationTimestamp": written(self.created),
            "expirationTimestamp": null,
            "paymentMethodOnFileMetadata": { "setupOnly": true },
            "merchantMetadata": self.merchant_metadata,
            "releaseEnvironment": release_environment,
            "limits": null,
            "chargePermissionType": "PaymentMethodOnFile",
            "recurringMetadata": null,
            "presentmentCurrency": null,
        })
    }
}

/// Whether the id has the form `B01-0000000-0000000`. No payload can name any other id.
pub(crate) fn is_charge_permission_id(text: &str) -> bool {
    let fits = |at: usize, byte: u8| match at {
        0 => byte.is_ascii_uppercase(),
        1 | 2 => byte.is_ascii_digit(),
        3 | 11 => byte == b'-',
        _ => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
    };
    text.len() == 19 && text.bytes().enumerate().all(|(at, byte)| fits(at, byte))
}
