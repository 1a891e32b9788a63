//! What there is: the buyer, Checkout Sessions, Charge Permissions. All of it in memory.

mod buyer;
mod charge_permission;
mod checkout_session;
mod outcome;
mod timestamp;

pub use buyer::{Address, Buyer, Card, CardOutcome};
pub use charge_permission::{ChargePermission, PermissionState};
pub use checkout_session::{CancelReason, CheckoutSession, SessionState};
pub(crate) use checkout_session::{ProductType, UpdateRequest};
pub use outcome::Outcome;

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
    /// Its state is another one than before.
    ChargePermissionState(String),
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
        }
    }

    /// Everything is as it was at the start.
    pub(crate) fn reset(&mut self) {
        *self = World::new(self.region, self.environment);
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
            let before = permission.state().clone();
            permission.update(session.card, session.address.as_ref(), now);
            let id = permission.id().to_owned();
            self.changes.push(if *permission.state() == before {
                Change::ChargePermission(id)
            } else {
                Change::ChargePermissionState(id)
            });
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
