//! A Checkout Session, as the buyer's visit to the update page leaves it.

use super::buyer::{Address, BUYER_ID, Buyer, Card};
use super::timestamp::written;
use crate::api::answer::Answer;
use crate::faults::Script;
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A Checkout Session to [register](crate::StandIn::session).
#[derive(Debug)]
pub struct CheckoutSession {
    id: String,
    state: SessionState,
    charge_permission_id: String,
    cancellation_status: StatusCode,
    guarded_by_key_alone: bool,
    /// The button's request. `None` for a session that a test made in place of the page.
    pub(crate) request: Option<UpdateRequest>,
    /// The token in the page's forms, so that no other site can post them.
    pub(crate) token: String,
    /// The card and address that the buyer has chosen on the page.
    pub(crate) card: Option<Card>,
    pub(crate) address: Option<Address>,
    /// The URL to which the buyer was sent from the page.
    pub(crate) sent_to: Option<String>,
    pub(crate) script: Script,
    pub(crate) completions: u32,
    /// How many sessions were registered before it.
    number: u64,
    created: Timestamp,
    updated: Timestamp,
}

/// The request of a button and its payload, after the checks.
#[derive(Clone, Debug)]
pub(crate) struct UpdateRequest {
    pub(crate) payload: Value,
    pub(crate) product_type: ProductType,
    pub(crate) checkout_language: String,
    pub(crate) return_url: String,
    pub(crate) cancel_url: Option<String>,
}

/// The product type of an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum ProductType {
    PayAndShip,
    PayOnly,
}

impl ProductType {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            ProductType::PayAndShip => "PayAndShip",
            ProductType::PayOnly => "PayOnly",
        }
    }
}

/// The state of a Checkout Session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionState {
    /// `Open`, and the buyer is still on Amazon's page. The session cannot be completed yet.
    Open,
    /// The buyer has confirmed, so the session can be completed. The API still calls it `Open`.
    Confirmed,
    /// `Completed`.
    Completed,
    /// `Canceled`.
    Canceled(CancelReason),
}

/// Why a Checkout Session was canceled, in Amazon Pay's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum CancelReason {
    /// The buyer left.
    BuyerCanceled,
    /// No payment method was accepted.
    Declined,
    /// The session was not completed within 24 hours.
    Expired,
    /// Amazon canceled the session.
    AmazonCanceled,
}

impl SessionState {
    /// The name of this state in answers of the API.
    const fn name(self) -> &'static str {
        match self {
            SessionState::Open | SessionState::Confirmed => "Open",
            SessionState::Completed => "Completed",
            SessionState::Canceled(_) => "Canceled",
        }
    }
}

impl CancelReason {
    /// The reason of this code.
    pub(crate) fn named(code: &str) -> Option<CancelReason> {
        use CancelReason::{AmazonCanceled, BuyerCanceled, Declined, Expired};
        let all = [BuyerCanceled, Declined, Expired, AmazonCanceled];
        all.into_iter().find(|reason| reason.name() == code)
    }

    /// The code of this reason.
    const fn name(self) -> &'static str {
        match self {
            CancelReason::BuyerCanceled => "BuyerCanceled",
            CancelReason::Declined => "Declined",
            CancelReason::Expired => "Expired",
            CancelReason::AmazonCanceled => "AmazonCanceled",
        }
    }

    fn description(self) -> &'static str {
        match self {
            CancelReason::BuyerCanceled => "The buyer canceled the Checkout Session",
            CancelReason::Declined => "The payment method was declined",
            CancelReason::Expired => "The Checkout Session was not completed within 24 hours",
            CancelReason::AmazonCanceled => "Amazon canceled the Checkout Session",
        }
    }
}

impl CheckoutSession {
    /// A session for an update of the Charge Permission `B01-0000000-0000000`, which need not be registered.
    /// [`charge_permission`](CheckoutSession::charge_permission) sets another one.
    #[must_use]
    pub fn new(id: impl Into<String>, state: SessionState) -> CheckoutSession {
        let now = Timestamp::now();
        CheckoutSession {
            id: id.into(),
            state,
            charge_permission_id: "B01-0000000-0000000".to_owned(),
            cancellation_status: StatusCode::UNPROCESSABLE_ENTITY,
            guarded_by_key_alone: false,
            request: None,
            token: String::new(),
            card: None,
            address: None,
            sent_to: None,
            script: Script::default(),
            completions: 0,
            number: 0,
            created: now,
            updated: now,
        }
    }

    /// Sets the faults of the requests for this session, of all methods.
    #[must_use]
    pub fn script(self, script: Script) -> CheckoutSession {
        CheckoutSession { script, ..self }
    }

    /// Sets the Charge Permission that the session updates. A [registered](crate::StandIn::charge_permission)
    /// permission that is `NonChargeable` is `Chargeable` again when the session is completed.
    #[must_use]
    pub fn charge_permission(self, id: impl Into<String>) -> CheckoutSession {
        CheckoutSession { charge_permission_id: id.into(), ..self }
    }

    /// Sets the card that the buyer has chosen. The permission has it once the session is completed.
    #[must_use]
    pub fn card(self, card: Card) -> CheckoutSession {
        CheckoutSession { card: Some(card), ..self }
    }

    /// Sets the address that the buyer has chosen. The permission has it once the session is completed.
    #[must_use]
    pub fn address(self, address: Address) -> CheckoutSession {
        CheckoutSession { address: Some(address), ..self }
    }

    /// Sets the status of `CheckoutSessionCanceled`, by default 422. Amazon's documents name 422 and 400.
    #[must_use]
    pub fn cancellation_status(self, status: StatusCode) -> CheckoutSession {
        CheckoutSession { cancellation_status: status, ..self }
    }

    /// Removes Amazon's own guard. Each new idempotency key then completes the session again, and each completion is
    /// counted. So a test finds a client that changes the key when it tries again.
    #[must_use]
    pub fn guarded_by_key_alone(self) -> CheckoutSession {
        CheckoutSession { guarded_by_key_alone: true, ..self }
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn state(&self) -> SessionState {
        self.state
    }

    /// By the clock of the stand-in that it is registered with.
    pub(crate) fn registered(&mut self, number: u64, now: Timestamp) {
        self.number = number;
        (self.created, self.updated) = (now, now);
    }

    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    fn expiration(&self) -> Timestamp {
        self.created.checked_add(LIFE).unwrap_or(Timestamp::MAX)
    }

    /// Whether Amazon Pay has deleted the session.
    pub(crate) fn is_gone(&self, now: Timestamp) -> bool {
        now.duration_since(self.created) >= KEPT
    }

    /// Cancels the session when it waited too long to be completed.
    pub(crate) fn expire(&mut self, now: Timestamp) {
        let waits = matches!(self.state, SessionState::Open | SessionState::Confirmed);
        if waits && now >= self.expiration() {
            self.set_state(SessionState::Canceled(CancelReason::Expired), self.expiration());
        }
    }

    pub(crate) fn is_completable(&self) -> bool {
        match self.state {
            SessionState::Confirmed => true,
            SessionState::Completed => self.guarded_by_key_alone,
            SessionState::Open | SessionState::Canceled(_) => false,
        }
    }

    pub(crate) fn set_state(&mut self, state: SessionState, now: Timestamp) {
        self.state = state;
        self.updated = now;
    }

    pub(crate) fn charge_permission_id(&self) -> &str {
        &self.charge_permission_id
    }

    /// Complete Checkout Session takes effect, or `Err` is the answer.
    pub(crate) fn complete(&mut self, now: Timestamp) -> Result<(), Answer> {
        match self.state {
            _ if self.is_completable() => {}
            SessionState::Open | SessionState::Confirmed | SessionState::Completed => {
                let message = format!(
                    "The operation is not allowed in the Checkout Session state {}",
                    self.state.name()
                );
                return Err(Answer::error(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "InvalidCheckoutSessionStatus",
                    &message,
                ));
            }
            SessionState::Canceled(_) => {
                let message = "The buyer canceled the Checkout Session, or the payment was declined";
                return Err(Answer::error(self.cancellation_status, "CheckoutSessionCanceled", message));
            }
        }
        self.completions += 1;
        self.set_state(SessionState::Completed, now);
        Ok(())
    }

    /// Every member that Amazon Pay has. Only an open session has the buyer. A canceled session has only its state.
    pub(crate) fn to_json(&self, buyer: &Buyer, release_environment: &str) -> Value {
        let canceled = match self.state {
            SessionState::Canceled(reason) => Some(reason),
            _ => None,
        };
        let open = matches!(self.state, SessionState::Open | SessionState::Confirmed);
        let there = canceled.is_none();
        let payload = |member: &str| {
            let request = self.request.as_ref().filter(|_| there);
            request.and_then(|request| request.payload.get(member)).cloned().unwrap_or(Value::Null)
        };
        let payment = |member: &str| payload("paymentDetails").get(member).cloned();
        let on_file = match payload("paymentMethodOnFileMetadata") {
            Value::Null => json!(there.then(|| json!({ "setupOnly": true }))),
            said => said,
        };
        let product_type =
            self.request.as_ref().map_or(ProductType::PayAndShip, |request| request.product_type);
        let scopes = self.request.as_ref().and_then(|request| request.payload.get("scopes")?.as_array());
        // Without the member, the merchant sees all that is shown here.
        let sees = |scope: &str| scopes.is_none_or(|scopes| scopes.iter().any(|known| known == scope));
        let ships = product_type == ProductType::PayAndShip && sees("shippingAddress");
        let address = self.address.as_ref().or_else(|| buyer.addresses.first()).filter(|_| open && ships);
        let card = self.card.unwrap_or(Card::VISA).descriptor();
        json!({
            "checkoutSessionId": self.id,
            "webCheckoutDetails": payload("webCheckoutDetails"),
            "productType": there.then_some(product_type.name()),
            "paymentDetails": there.then(|| json!({
                "paymentIntent": "Confirm",
                "canHandlePendingAuthorization": payment("canHandlePendingAuthorization").unwrap_or(json!(false)),
                "chargeAmount": null,
                "presentmentCurrency": payment("presentmentCurrency"),
            })),
            "chargePermissionType": there.then_some("PaymentMethodOnFile"),
            "orderType": null,
            "recurringMetadata": null,
            "paymentMethodOnFileMetadata": on_file,
            "merchantMetadata": payload("merchantMetadata"),
            "supplementaryData": payload("supplementaryData"),
            "buyer": open.then(|| json!({
                "buyerId": BUYER_ID,
                "name": sees("name").then_some(&buyer.name),
                "email": sees("email").then_some(&buyer.email),
                "phoneNumber": null,
                "primeMembershipTypes": null,
            })),
            "billingAddress": null,
            "shippingAddress": address,
            "shippingAddressList": address.map(|address| [json!(address).to_string()]),
            "paymentPreferences": if open { json!([{ "paymentDescriptor": card }]) } else { json!([null]) },
            "statusDetails": {
                "state": self.state.name(),
                "reasonCode": canceled.map(CancelReason::name),
                "reasonDescription": canceled.map(CancelReason::description),
                "lastUpdatedTimestamp": written(self.updated),
            },
            "platformId": payload("platformId"),
            "chargePermissionId": (self.state == SessionState::Completed).then_some(&self.charge_permission_id),
            "chargeId": null,
            "constraints": [],
            "creationTimestamp": there.then(|| written(self.created)),
            "expirationTimestamp": there.then(|| written(self.expiration())),
            "storeId": if self.request.is_some() { payload("storeId") } else { json!(there.then_some(STORE_ID)) },
            "providerMetadata": payload("providerMetadata"),
            "releaseEnvironment": there.then_some(release_environment),
            "deliverySpecifications": payload("deliverySpecifications"),
            "checkoutButtonText": null,
            "multiAddressesCheckoutMetadata": null,
            "checkoutType": null,
        })
    }
}

/// Whether the id is a UUID. No client of Amazon Pay needs to name any other id.
pub(crate) fn is_checkout_session_id(text: &str) -> bool {
    let fits = |at: usize, byte: u8| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(|(at, byte)| fits(at, byte))
}

/// How long a session waits to be completed.
const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// How long a session is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The store of a session that a test made.
const STORE_ID: &str = "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId";
