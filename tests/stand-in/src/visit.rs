//! The buyer's way through the page in a Rust test, without a browser.

use crate::page::initiate;
use crate::page::posted::Posted;
use crate::refused::Refused;
use crate::return_origins::mapped;
use crate::shared::Shared;
use crate::stand_in::StandIn;
use crate::world::{Address, Card, Chosen, NotAllowed, NotDone, Outcome, SessionState};
use serde::Serialize;
use std::fmt;
use std::sync::Arc;
use url::{Position, Url};

impl StandIn {
    /// Opens the update page as a click on the shop's button does. The options are the argument of
    /// `amazon.Pay.initCheckout`: any value that serializes to them, with `placement`. `payloadJSON` is the text that
    /// was signed. An object is written as `serde_json` writes it, with its members in the order of their names.
    ///
    /// A [prepared](StandIn::prepare) outcome is not used up. It waits for [`visit`](StandIn::visit) or a browser.
    ///
    /// # Errors
    ///
    /// [`Refused`] for the first mistake in this order: a wrong key or signature, another wrong option of the button,
    /// a wrong payload, a Charge Permission that is not registered or is closed.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update_stand_in::{Card, StandIn};
    ///
    /// fn buyer(stand_in: &StandIn, options: &serde_json::Value) -> Result<String, Box<dyn std::error::Error>> {
    ///     let mut visit = stand_in.open(options)?;
    ///     visit.choose_card(Card::MASTERCARD)?;
    ///     // `/update/done?amazonCheckoutSessionId=...`, for the shop's router.
    ///     Ok(visit.confirm()?.path_and_query().to_owned())
    /// }
    /// ```
    pub fn open(&self, options: &(impl Serialize + ?Sized)) -> Result<Visit, Refused> {
        let options = serde_json::to_value(options).map_err(|error| {
            Refused::new(
                "InvalidRequestFormat",
                error.to_string(),
                "pass what the button passes to the script",
            )
        })?;
        let id = initiate::open(&self.shared, &Posted::by_script(&options)?)?;
        Ok(Visit { id, shared: Arc::clone(&self.shared) })
    }

    /// Makes a whole visit: opens the page as [`open`](StandIn::open) does, and carries out the
    /// [prepared](StandIn::prepare) outcome. Without a prepared outcome, the buyer confirms. `None` is a buyer who
    /// does not come back.
    ///
    /// # Errors
    ///
    /// [`VisitError::Refused`] when the page does not open, and otherwise the errors of [`Visit::carry_out`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update_stand_in::{Outcome, StandIn};
    ///
    /// fn buyer(stand_in: &StandIn, options: &serde_json::Value) -> Result<(), Box<dyn std::error::Error>> {
    ///     stand_in.prepare(Outcome::Cancel);
    ///     let back = stand_in.visit(options)?.ok_or("the buyer went away")?;
    ///     println!("{}", back.url());
    ///     Ok(())
    /// }
    /// ```
    pub fn visit(&self, options: &(impl Serialize + ?Sized)) -> Result<Option<ReturnTo>, VisitError> {
        let visit = self.open(options)?;
        let prepared = self.shared.state().world.outcomes.pop_front();
        visit.carry_out(prepared.unwrap_or(Outcome::Confirm))
    }

    /// Prepares what the buyer does at the next visit of the page, in a browser or in [`visit`](StandIn::visit). A
    /// browser then goes straight back to the shop. Outcomes wait in line, and the first prepared happens first.
    pub fn prepare(&self, outcome: Outcome) {
        self.shared.state().world.outcomes.push_back(outcome);
    }
}

/// A buyer on the update page.
///
/// It does what the page's forms do. Dropping it leaves the session unchanged, as if the buyer had gone away.
#[must_use = "the buyer stays on the page until they confirm or cancel"]
pub struct Visit {
    id: String,
    shared: Arc<Shared>,
}

impl Visit {
    /// The id of the Checkout Session.
    #[must_use]
    pub fn session_id(&self) -> &str {
        &self.id
    }

    /// The addresses that the buyer can choose: the addresses of the address book and of the permission that
    /// `deliverySpecifications` allow.
    #[must_use]
    pub fn allowed_addresses(&self) -> Vec<Address> {
        let standing = self.shared.state().world.standing(&self.id, self.shared.clock.now());
        let offered = standing.map(|standing| standing.offered).unwrap_or_default();
        offered.into_iter().filter(|(_, allowed)| allowed.is_ok()).map(|(address, _)| address).collect()
    }

    /// Chooses a card, for [`confirm`](Visit::confirm).
    ///
    /// # Errors
    ///
    /// [`VisitError::Over`] when the session is no longer open.
    pub fn choose_card(&mut self, card: Card) -> Result<(), VisitError> {
        self.choose(Chosen { card: Some(card), address: None })
    }

    /// Chooses an address, of the address book or a new one, for [`confirm`](Visit::confirm).
    ///
    /// # Errors
    ///
    /// [`VisitError::AddressNotAllowed`] when the payload's `deliverySpecifications` do not allow it,
    /// [`VisitError::NoAddress`] when the button is for `PayOnly`, [`VisitError::Over`] when the session is no longer
    /// open.
    pub fn choose_address(&mut self, address: Address) -> Result<(), VisitError> {
        self.choose(Chosen { card: None, address: Some(address) })
    }

    /// Confirms. The card decides how the update ends.
    ///
    /// # Errors
    ///
    /// [`VisitError::NoAddress`] when there must be an address and none is chosen, [`VisitError::Over`] when the
    /// session is no longer open.
    pub fn confirm(self) -> Result<ReturnTo, VisitError> {
        let now = self.shared.clock.now();
        self.end(self.shared.state().world.confirm(&self.id, now))
    }

    /// Cancels. The session is canceled with `BuyerCanceled`, and the buyer goes to `checkoutCancelUrl`, if the
    /// payload has it.
    ///
    /// # Errors
    ///
    /// [`VisitError::Over`] when the session is no longer open.
    pub fn cancel(self) -> Result<ReturnTo, VisitError> {
        let now = self.shared.clock.now();
        self.end(self.shared.state().world.cancel(&self.id, now))
    }

    /// Lets every card be declined. The session is canceled with `Declined`.
    ///
    /// # Errors
    ///
    /// [`VisitError::Over`] when the session is no longer open.
    pub fn decline(self) -> Result<ReturnTo, VisitError> {
        let now = self.shared.clock.now();
        self.end(self.shared.state().world.decline(&self.id, now))
    }

    /// Closes the window. The session stays open, and the buyer does not come back.
    pub fn go_away(self) {}

    /// Does what an [`Outcome`] says. `None` is a buyer who does not come back.
    ///
    /// # Errors
    ///
    /// [`VisitError`], as from the method for the outcome.
    pub fn carry_out(self, outcome: Outcome) -> Result<Option<ReturnTo>, VisitError> {
        let now = self.shared.clock.now();
        let done = self.shared.state().world.carry_out(&self.id, outcome, now);
        done.map_err(VisitError::from)?.map(|url| self.end(Ok(url))).transpose()
    }

    fn choose(&mut self, chosen: Chosen) -> Result<(), VisitError> {
        Ok(self.shared.state().world.choose(&self.id, chosen, self.shared.clock.now())?)
    }

    fn end(&self, done: Result<String, NotDone>) -> Result<ReturnTo, VisitError> {
        let url = done?;
        let parsed = Url::parse(&url).map_err(|_| VisitError::Gone)?;
        let path_and_query = parsed[Position::BeforePath..Position::AfterQuery].to_owned();
        Ok(ReturnTo { mapped: mapped(&self.shared.setup, &parsed), path_and_query, url })
    }
}

impl fmt::Debug for Visit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Visit").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The URL to which the buyer is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnTo {
    url: String,
    mapped: String,
    path_and_query: String,
}

impl ReturnTo {
    /// The payload's URL, in the shop's own origin, with `amazonCheckoutSessionId` in its query.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The URL to which a browser is sent: the same URL with the origin that
    /// [`Setup::return_origin`](crate::Setup::return_origin) has for it.
    #[must_use]
    pub fn mapped(&self) -> &str {
        &self.mapped
    }

    /// The path and query of the URL, for a shop's router in the same process.
    #[must_use]
    pub fn path_and_query(&self) -> &str {
        &self.path_and_query
    }
}

/// A buyer could not do something on the page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VisitError {
    /// The page did not open.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The payload's `deliverySpecifications` do not allow this address.
    #[error(
        "this address cannot be chosen, because {0}: choose an allowed address, or allow this address in the payload"
    )]
    AddressNotAllowed(NotAllowed),
    /// An address is needed and none is chosen, or an address is chosen for `PayOnly`.
    #[error(
        "the choice of the address does not fit the product type: with PayAndShip choose an allowed address, and \
         with PayOnly choose none"
    )]
    NoAddress,
    /// The session is no longer open.
    #[error("the session is no longer open but {0:?}: open another session")]
    Over(SessionState),
    /// The session is gone, because the stand-in was reset or the session is older than 30 days.
    #[error("the session is gone: open another session")]
    Gone,
}

impl From<NotDone> for VisitError {
    fn from(not_done: NotDone) -> VisitError {
        match not_done {
            NotDone::NoSession => VisitError::Gone,
            NotDone::Over(state) => VisitError::Over(state),
            NotDone::AddressNotAllowed(reason) => VisitError::AddressNotAllowed(reason),
            NotDone::AddressNeeded | NotDone::NoAddressWithPayOnly => VisitError::NoAddress,
        }
    }
}
