//! What there is: the buyer, Checkout Sessions, Charge Permissions. All of it in memory.

mod buyer;
mod charge_permission;
mod checkout_session;
mod delivery;
mod outcome;
mod timestamp;
mod visit;

pub use buyer::{Address, Buyer, Card, CardOutcome};
pub use charge_permission::{ChargePermission, PermissionState};
pub use checkout_session::{CancelReason, CheckoutSession, SessionState};
pub(crate) use checkout_session::{ProductType, UpdateRequest};
pub use delivery::NotAllowed;
pub(crate) use delivery::{DeliverySpecifications, is_country};
pub use outcome::Outcome;
pub(crate) use visit::{Chosen, NotDone, Opening, Standing};

use crate::api::answer::Answer;
use crate::api::operation::Operation;
use crate::region::{Environment, Region};
use http::StatusCode;
use jiff::Timestamp;
use std::collections::{HashMap, VecDeque};

/// What a notification tells of; it names the object, and not what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    ChargePermission(String),
}

pub(crate) struct World {
    region: Region,
    environment: Environment,
    pub(crate) buyer: Buyer,
    pub(crate) sessions: HashMap<String, CheckoutSession>,
    pub(crate) permissions: HashMap<String, ChargePermission>,
    /// What has changed since somebody looked, for notifications to tell of.
    pub(crate) changes: Vec<Change>,
    /// What the buyer does at the next visits of the page, the first first.
    pub(crate) outcomes: VecDeque<Outcome>,
    /// What the forms of a session's page carry, so that no other site can post them; by the session's id.
    pub(crate) tokens: HashMap<String, String>,
}

impl World {
    pub(crate) fn new(region: Region, environment: Environment) -> World {
        World {
            region,
            environment,
            buyer: Buyer::of(region),
            sessions: HashMap::new(),
            permissions: HashMap::new(),
            changes: Vec::new(),
            outcomes: VecDeque::new(),
            tokens: HashMap::new(),
        }
    }

    /// Everything is as it was at the start.
    pub(crate) fn reset(&mut self) {
        *self = World::new(self.region, self.environment);
    }

    /// Adds a session, created now, in place of one with this id.
    pub(crate) fn register_session(&mut self, mut session: CheckoutSession, now: Timestamp) {
        session.registered(now);
        self.sessions.insert(session.id().to_owned(), session);
    }

    /// A session as it is now; `None` when there is none, or no longer.
    pub(crate) fn session(&mut self, id: &str, now: Timestamp) -> Option<&mut CheckoutSession> {
        if self.sessions.get(id)?.is_gone(now) {
            self.sessions.remove(id);
        }
        let session = self.sessions.get_mut(id)?;
        session.expire(now);
        Some(session)
    }

    pub(crate) fn perform(&mut self, operation: &Operation<'_>, now: Timestamp) -> Answer {
        match *operation {
            Operation::GetCheckoutSession(id) => {
                self.sessions.get(id).map_or_else(not_found, |session| self.session_answer(session))
            }
            Operation::GetChargePermission(id) => self
                .permissions
                .get(id)
                .map_or_else(not_found, |permission| self.permission_answer(permission)),
            Operation::CompleteCheckoutSession(id) => self.complete(id, now),
        }
    }

    fn complete(&mut self, id: &str, now: Timestamp) -> Answer {
        let Some(session) = self.sessions.get_mut(id) else { return not_found() };
        if let Err(refusal) = session.complete(now) {
            return refusal;
        }
        if let Some(permission) = self.permissions.get_mut(session.charge_permission_id()) {
            permission.update(session.card, session.address.as_ref(), now);
            self.changes.push(Change::ChargePermission(permission.id().to_owned()));
        }
        self.sessions.get(id).map_or_else(not_found, |session| self.session_answer(session))
    }

    fn session_answer(&self, session: &CheckoutSession) -> Answer {
        ok(&session.to_json(&self.buyer, self.environment.release_environment()))
    }

    fn permission_answer(&self, permission: &ChargePermission) -> Answer {
        ok(&permission.to_json(&self.buyer, self.environment.release_environment()))
    }
}

fn ok(body: &serde_json::Value) -> Answer {
    Answer::json(StatusCode::OK, body)
}

fn not_found() -> Answer {
    Answer::error(StatusCode::NOT_FOUND, "ResourceNotFound", "The resource was not found")
}
