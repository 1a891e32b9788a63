//! A buyer's visit to the update page, from the button to the return.

use super::buyer::{Address, Card, CardOutcome};
use super::charge_permission::PermissionState;
use super::checkout_session::{CancelReason, CheckoutSession, ProductType, SessionState, UpdateRequest};
use super::delivery::{DeliverySpecifications, NotAllowed};
use super::outcome::Outcome;
use super::{Environment, World};
use crate::refused::Refused;
use jiff::Timestamp;
use url::Url;

/// A button's request, checked without the stand-in's objects.
pub(crate) struct Opening {
    pub(crate) request: UpdateRequest,
    pub(crate) charge_permission_id: String,
}

/// The buyer's choices. `None` keeps the present value.
#[derive(Default)]
pub(crate) struct Chosen {
    pub(crate) card: Option<Card>,
    pub(crate) address: Option<Address>,
}

/// Nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotDone {
    /// There is no such session, or no button opened it.
    NoSession,
    /// The buyer has finished, or it was canceled.
    Over(SessionState),
    AddressNotAllowed(NotAllowed),
    /// The buyer has no address that is allowed, or has not chosen one.
    AddressNeeded,
    /// An address was chosen, and the button is for `PayOnly`.
    NoAddressWithPayOnly,
}

/// Everything that the page shows of a session.
pub(crate) struct Standing {
    pub(crate) state: SessionState,
    /// The state after the buyer confirms, or has confirmed.
    pub(crate) confirmed: SessionState,
    pub(crate) request: UpdateRequest,
    pub(crate) charge_permission_id: String,
    pub(crate) token: String,
    pub(crate) current_card: Card,
    pub(crate) current_address: Option<Address>,
    pub(crate) card: Card,
    pub(crate) address: Option<Address>,
    pub(crate) offered: Vec<(Address, Result<(), NotAllowed>)>,
    /// The URL to which the buyer was sent or goes back.
    pub(crate) return_url: String,
}

impl World {
    /// Opens a session for an update of a permission that is registered and not closed.
    pub(crate) fn open_session(
        &mut self,
        opening: Opening,
        id: &str,
        token: String,
        now: Timestamp,
    ) -> Result<(), Refused> {
        let Opening { request, charge_permission_id } = opening;
        let permission =
            self.permissions.get(&charge_permission_id).ok_or_else(|| unknown(&charge_permission_id))?;
        if let PermissionState::Closed(_) = permission.state() {
            return Err(Refused::new(
                "InvalidChargePermissionStatus",
                format!("the Charge Permission {charge_permission_id} is closed"),
                "let the buyer set up another one: a closed one cannot be updated",
            )
            .of("chargePermissionId"));
        }
        if request.product_type == ProductType::PayOnly && permission.shipping_address.is_some() {
            return Err(Refused::new(
                "InvalidParameterCombination",
                format!("the Charge Permission {charge_permission_id} has an address, and PayOnly is for one without"),
                "write PayAndShip, even if the buyer changes only the payment method",
            )
            .of("productType"));
        }
        let card = permission.card;
        let delivery = delivery(&request, self.environment);
        let current = permission.shipping_address.as_ref().or_else(|| self.buyer.addresses.first());
        let address = current.filter(|address| {
            request.product_type == ProductType::PayAndShip && delivery.check(address).is_ok()
        });
        let address = address.cloned();
        let mut session =
            CheckoutSession::new(id, SessionState::Open).charge_permission(charge_permission_id);
        session.card = Some(card);
        session.address = address;
        session.request = Some(request);
        session.token = token;
        self.register_session(session, now);
        Ok(())
    }

    /// Everything about a session that a button opened.
    pub(crate) fn standing(&mut self, id: &str, now: Timestamp) -> Result<Standing, NotDone> {
        self.session(id, now);
        let session = self.sessions.get(id).ok_or(NotDone::NoSession)?;
        let request = session.request.as_ref().ok_or(NotDone::NoSession)?;
        let permission = self.permissions.get(session.charge_permission_id());
        let current_card = permission.map_or(Card::VISA, |permission| permission.card);
        let current_address = permission.and_then(|permission| permission.shipping_address.clone());
        let delivery = delivery(request, self.environment);
        let elsewhere = [&current_address, &session.address].into_iter().flatten();
        let mut addresses: Vec<&Address> = Vec::new();
        for address in elsewhere.chain(&self.buyer.addresses) {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        let offered =
            addresses.into_iter().map(|address| (address.clone(), delivery.check(address))).collect();
        let return_url = session.sent_to.clone().unwrap_or_else(|| back(&request.return_url, id));
        Ok(Standing {
            state: session.state(),
            confirmed: confirmed(session),
            request: request.clone(),
            charge_permission_id: session.charge_permission_id().to_owned(),
            token: session.token.clone(),
            current_card,
            current_address,
            card: session.card.unwrap_or(current_card),
            address: session.address.clone(),
            offered,
            return_url,
        })
    }

    /// The buyer chooses, and has not confirmed yet.
    pub(crate) fn choose(&mut self, id: &str, chosen: Chosen, now: Timestamp) -> Result<(), NotDone> {
        let environment = self.environment;
        let (_, request) = self.open_one(id, now)?;
        if let Some(address) = &chosen.address {
            // On a page without addresses, none can be chosen.
            if request.product_type == ProductType::PayOnly {
                return Err(NotDone::NoAddressWithPayOnly);
            }
            delivery(request, environment).check(address).map_err(NotDone::AddressNotAllowed)?;
        }
        let session = self.sessions.get_mut(id).ok_or(NotDone::NoSession)?;
        session.card = chosen.card.or(session.card);
        if let Some(address) = chosen.address {
            if !self.buyer.addresses.contains(&address) {
                self.buyer.addresses.push(address.clone());
            }
            session.address = Some(address);
        }
        Ok(())
    }

    /// The buyer confirms, and the card decides the result. `Ok` is the URL to which the buyer goes.
    pub(crate) fn confirm(&mut self, id: &str, now: Timestamp) -> Result<String, NotDone> {
        let environment = self.environment;
        let (session, request) = self.open_one(id, now)?;
        if request.product_type == ProductType::PayAndShip {
            let address = session.address.as_ref().ok_or(NotDone::AddressNeeded)?;
            delivery(request, environment).check(address).map_err(NotDone::AddressNotAllowed)?;
        }
        let state = confirmed(session);
        let url = back(&request.return_url, id);
        Ok(self.end(id, state, url, now))
    }

    /// The buyer cancels. `Ok` is the URL to which the buyer goes.
    pub(crate) fn cancel(&mut self, id: &str, now: Timestamp) -> Result<String, NotDone> {
        let url = left(self.open_one(id, now)?.1, id);
        Ok(self.end(id, SessionState::Canceled(CancelReason::BuyerCanceled), url, now))
    }

    /// None of the buyer's cards is accepted. `Ok` is the URL to which the buyer goes.
    pub(crate) fn decline(&mut self, id: &str, now: Timestamp) -> Result<String, NotDone> {
        let url = back(&self.open_one(id, now)?.1.return_url, id);
        Ok(self.end(id, SessionState::Canceled(CancelReason::Declined), url, now))
    }

    /// `Ok` is the URL to which the buyer goes, if any.
    pub(crate) fn carry_out(
        &mut self,
        id: &str,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<Option<String>, NotDone> {
        let chosen = match outcome {
            Outcome::Cancel => return self.cancel(id, now).map(Some),
            Outcome::Decline => return self.decline(id, now).map(Some),
            Outcome::GoAway => return Ok(None),
            Outcome::Confirm => Chosen::default(),
            Outcome::ChangeCard(card) => Chosen { card: Some(card), address: None },
            Outcome::ChangeAddress(address) => Chosen { card: None, address: Some(address) },
        };
        self.choose(id, chosen, now)?;
        self.confirm(id, now).map(Some)
    }

    fn open_one(&mut self, id: &str, now: Timestamp) -> Result<(&CheckoutSession, &UpdateRequest), NotDone> {
        self.session(id, now);
        let session = self.sessions.get(id).ok_or(NotDone::NoSession)?;
        let request = session.request.as_ref().ok_or(NotDone::NoSession)?;
        match session.state() {
            SessionState::Open => Ok((session, request)),
            state => Err(NotDone::Over(state)),
        }
    }

    /// The buyer leaves for this URL.
    fn end(&mut self, id: &str, state: SessionState, url: String, now: Timestamp) -> String {
        if let Some(session) = self.sessions.get_mut(id) {
            session.set_state(state, now);
            session.sent_to = Some(url.clone());
        }
        url
    }
}

/// What confirming makes of a session with its card.
fn confirmed(session: &CheckoutSession) -> SessionState {
    match session.card.map(Card::outcome) {
        None | Some(CardOutcome::Accepted | CardOutcome::AuthorizeInitiated) => SessionState::Confirmed,
        Some(CardOutcome::BuyerCanceled) => SessionState::Canceled(CancelReason::BuyerCanceled),
        Some(CardOutcome::Declined) => SessionState::Canceled(CancelReason::Declined),
    }
}

/// A URL of the payload, with the session's id appended to its own query.
fn back(url: &str, id: &str) -> String {
    let Ok(mut url) = Url::parse(url) else { return url.to_owned() };
    let query = match url.query() {
        Some(query) if !query.is_empty() => format!("{query}&amazonCheckoutSessionId={id}"),
        _ => format!("amazonCheckoutSessionId={id}"),
    };
    url.set_query(Some(&query));
    url.into()
}

/// The URL for a buyer who cancels.
fn left(request: &UpdateRequest, id: &str) -> String {
    request.cancel_url.clone().unwrap_or_else(|| back(&request.return_url, id))
}

fn unknown(id: &str) -> Refused {
    Refused::new(
        "ResourceNotFound",
        format!("the Charge Permission {id} is not registered with this stand-in"),
        format!(
            "register it: in Rust with stand_in.charge_permission(ChargePermission::new(\"{id}\", \
             PermissionState::Chargeable)), from any language over the control interface, with a POST to its \
             /charge-permissions"
        ),
    )
    .of("chargePermissionId")
}

fn delivery(request: &UpdateRequest, environment: Environment) -> DeliverySpecifications {
    let read = request.payload.get("deliverySpecifications");
    // The payload passed the checks, and the parts that Live ignores are not read.
    read.and_then(|value| DeliverySpecifications::read(value, environment).ok()).unwrap_or_default()
}
