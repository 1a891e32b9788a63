//! Handles of a session and of a permission, for a test.

use crate::faults::Script;
use crate::record::Record;
use crate::shared::Shared;
use crate::world::{
    Address, Card, Change, ChargePermission, CheckoutSession, PermissionState, SessionState, World,
};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// A registered Checkout Session, by its id.
///
/// # Panics
///
/// All methods except [`id`](Self::id), [`is_gone`](Self::is_gone) and [`records`](Self::records) panic when the
/// session is gone.
#[derive(Clone)]
pub struct SessionHandle {
    id: String,
    shared: Arc<Shared>,
}

impl SessionHandle {
    pub(crate) fn new(id: &str, shared: &Arc<Shared>) -> SessionHandle {
        SessionHandle { id: id.to_owned(), shared: Arc::clone(shared) }
    }

    /// The id of the session.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether the session is gone, because the stand-in [was reset](crate::StandIn::reset) or the session is 30 days
    /// old by the stand-in's clock.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        let now = self.shared.clock.now();
        self.shared.state().world.session(&self.id, now).is_none()
    }

    /// How often the session was completed. This counts effects, not requests.
    ///
    /// It is more than 1 only when the session is [guarded by the key alone](CheckoutSession::guarded_by_key_alone).
    #[must_use]
    pub fn completions(&self) -> u32 {
        self.with(|session| session.completions)
    }

    /// The state of the session.
    #[must_use]
    pub fn state(&self) -> SessionState {
        self.with(|session| session.state())
    }

    /// Changes the state of the session, as the buyer or Amazon would.
    pub fn set_state(&self, state: SessionState) {
        let now = self.shared.clock.now();
        self.with(|session| session.set_state(state, now));
    }

    /// Sets the faults of the requests for the session from now on. They replace all faults that were set before.
    pub fn set_script(&self, script: Script) {
        self.with(|session| session.script = script);
    }

    /// The requests for the session, in order.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        records_of(&self.shared, &self.id)
    }

    fn with<T>(&self, of: impl FnOnce(&mut CheckoutSession) -> T) -> T {
        let now = self.shared.clock.now();
        let mut state = self.shared.state();
        let Some(session) = state.world.session(&self.id, now) else {
            panic!("the Checkout Session {} is gone: the stand-in was reset, or 30 days have passed", self.id)
        };
        of(session)
    }
}

impl fmt::Debug for SessionHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionHandle").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A registered Charge Permission, by its id.
///
/// # Panics
///
/// All methods except [`id`](Self::id), [`is_gone`](Self::is_gone) and [`records`](Self::records) panic when the
/// permission is gone.
#[derive(Clone)]
pub struct PermissionHandle {
    id: String,
    shared: Arc<Shared>,
}

impl PermissionHandle {
    pub(crate) fn new(id: &str, shared: &Arc<Shared>) -> PermissionHandle {
        PermissionHandle { id: id.to_owned(), shared: Arc::clone(shared) }
    }

    /// The id of the permission.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether the permission is gone, because the stand-in [was reset](crate::StandIn::reset).
    #[must_use]
    pub fn is_gone(&self) -> bool {
        !self.shared.state().world.permissions.contains_key(&self.id)
    }

    /// The state of the permission.
    #[must_use]
    pub fn state(&self) -> PermissionState {
        self.with(|permission| permission.state().clone())
    }

    /// Changes the state of the permission, as the buyer, the merchant or Amazon would. A notification announces it.
    pub fn set_state(&self, state: PermissionState) {
        let now = self.shared.clock.now();
        self.change(|permission| permission.set_state(state, now));
    }

    /// The card that is charged.
    #[must_use]
    pub fn card(&self) -> Card {
        self.with(|permission| permission.card)
    }

    /// Changes the card that is charged. A notification announces it.
    pub fn set_card(&self, card: Card) {
        self.change(|permission| permission.card = card);
    }

    /// The address, if the permission was made with `PayAndShip`.
    #[must_use]
    pub fn shipping_address(&self) -> Option<Address> {
        self.with(|permission| permission.shipping_address.clone())
    }

    /// Changes the address. With `None`, the permission is like one made with `PayOnly`. A notification announces it.
    pub fn set_shipping_address(&self, address: Option<Address>) {
        self.change(|permission| permission.shipping_address = address);
    }

    /// Sets the faults of the requests for the permission from now on. They replace all faults that were set before.
    pub fn set_script(&self, script: Script) {
        self.with(|permission| permission.script = script);
    }

    /// The requests for the permission and its charges, in order.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        records_of(&self.shared, &self.id)
    }

    fn change(&self, how: impl FnOnce(&mut ChargePermission)) {
        let now = self.shared.clock.now();
        let mut state = self.shared.state();
        let World { permissions, changes, .. } = &mut state.world;
        let permission = self.own(permissions);
        let before = permission.state().clone();
        how(permission);
        permission.touch(now);
        changes.push(Change::of_permission(permission, &before));
    }

    fn with<T>(&self, of: impl FnOnce(&mut ChargePermission) -> T) -> T {
        of(self.own(&mut self.shared.state().world.permissions))
    }

    fn own<'a>(&self, permissions: &'a mut HashMap<String, ChargePermission>) -> &'a mut ChargePermission {
        permissions.get_mut(&self.id).unwrap_or_else(|| {
            panic!("the Charge Permission {} is gone: the stand-in was reset, or it was taken away", self.id)
        })
    }
}

impl fmt::Debug for PermissionHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PermissionHandle").field("id", &self.id).finish_non_exhaustive()
    }
}

fn records_of(shared: &Shared, id: &str) -> Vec<Record> {
    let own = |record: &&Record| record.resource_id.as_deref() == Some(id);
    shared.state().records.iter().filter(own).cloned().collect()
}
