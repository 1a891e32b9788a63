//! The stand-in's objects in memory: the buyer, Checkout Sessions, Charge Permissions and charges.

mod buyer;
mod charge;
mod charge_permission;
mod checkout_session;
mod delivery;
mod operations;
mod outcome;
#[cfg(test)]
mod tests;
mod timestamp;
mod visit;

pub use buyer::{Address, Buyer, Card, CardOutcome};
pub use charge::{Charge, ChargeState};
pub(crate) use charge_permission::is_charge_permission_id;
pub use charge_permission::{ChargePermission, PermissionState};
pub use checkout_session::{CancelReason, CheckoutSession, SessionState};
pub(crate) use checkout_session::{ProductType, UpdateRequest, is_checkout_session_id};
pub use delivery::NotAllowed;
pub(crate) use delivery::{DeliverySpecifications, is_country};
pub use outcome::Outcome;
pub(crate) use visit::{Chosen, NotDone, Opening, Standing};

use crate::api::operation::Resource;
use crate::faults::Script;
use crate::region::{Environment, Region};
use jiff::Timestamp;
use std::collections::{HashMap, VecDeque};

/// A change that a notification announces. It names the object, and not its new state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    ChargePermission(String),
    Charge {
        id: String,
        charge_permission_id: String,
    },
    /// The permission's state changed.
    ChargePermissionState(String),
}

impl Change {
    /// The change of a permission that had this state before.
    pub(crate) fn of_permission(permission: &ChargePermission, before: &PermissionState) -> Change {
        let id = permission.id().to_owned();
        if permission.state() == before {
            Change::ChargePermission(id)
        } else {
            Change::ChargePermissionState(id)
        }
    }
}

pub(crate) struct World {
    region: Region,
    environment: Environment,
    pub(crate) buyer: Buyer,
    /// Each session as it was when it was last read.
    sessions: HashMap<String, CheckoutSession>,
    /// How many sessions were ever registered.
    registered_sessions: u64,
    pub(crate) permissions: HashMap<String, ChargePermission>,
    /// The first first.
    pub(crate) charges: Vec<Charge>,
    /// The changes that notifications have not announced yet.
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
            registered_sessions: 0,
            permissions: HashMap::new(),
            charges: Vec::new(),
            changes: Vec::new(),
            outcomes: VecDeque::new(),
        }
    }

    /// Sets everything back to the start.
    pub(crate) fn reset(&mut self) {
        *self = World::new(self.region, self.environment);
    }

    pub(crate) fn environment(&self) -> Environment {
        self.environment
    }

    /// Adds a session, created now, in place of one with this id.
    pub(crate) fn register_session(&mut self, mut session: CheckoutSession, now: Timestamp) {
        session.registered(self.registered_sessions, now);
        self.registered_sessions += 1;
        self.sessions.insert(session.id().to_owned(), session);
    }

    /// Adds a permission, created now, in place of one with this id.
    pub(crate) fn register_permission(&mut self, mut permission: ChargePermission, now: Timestamp) {
        permission.registered(now);
        self.permissions.insert(permission.id().to_owned(), permission);
    }

    /// A session as it is now. `None` when there is none.
    pub(crate) fn session(&mut self, id: &str, now: Timestamp) -> Option<&mut CheckoutSession> {
        if self.sessions.get(id)?.is_gone(now) {
            self.sessions.remove(id);
        }
        let session = self.sessions.get_mut(id)?;
        session.expire(now);
        Some(session)
    }

    /// Every session as it is now, the first first.
    pub(crate) fn all_sessions(&mut self, now: Timestamp) -> impl Iterator<Item = &CheckoutSession> {
        self.sessions.retain(|_, session| !session.is_gone(now));
        for session in self.sessions.values_mut() {
            session.expire(now);
        }
        let mut sessions: Vec<_> = self.sessions.values().collect();
        sessions.sort_by_key(|session| session.number());
        sessions.into_iter()
    }

    /// The session or permission of a request. For a charge, it is the charged permission.
    pub(crate) fn id_of(&self, resource: Resource) -> Option<String> {
        match resource {
            Resource::Itself(id) => Some(id),
            Resource::Charge(id) => {
                let charge = self.charges.iter().find(|charge| charge.id == id)?;
                Some(charge.charge_permission_id.clone())
            }
        }
    }

    /// The faults of the requests for this session or permission.
    pub(crate) fn script(&mut self, id: &str) -> Option<&mut Script> {
        let of_session = self.sessions.get_mut(id).map(|session| &mut session.script);
        of_session.or_else(|| self.permissions.get_mut(id).map(|permission| &mut permission.script))
    }
}
