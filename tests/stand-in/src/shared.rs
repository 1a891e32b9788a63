//! The state that all connections share.

use crate::api::answer::Answer;
use crate::api::idempotency::FirstAnswers;
use crate::api::operation::{Asked, Resource};
use crate::api::received::Received;
use crate::api::reply::Reply;
use crate::api::verify::{Verdict, verify};
use crate::clock::Clock;
use crate::faults::Fault;
use crate::notifications::{Notification, Outbox};
use crate::record::{Record, remember};
use crate::setup::{Keys, Setup};
use crate::world::{ChargePermission, PermissionState, World};
use jiff::{SignedDuration, Timestamp};
use std::collections::VecDeque;
use std::mem;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

pub(crate) struct Shared {
    pub(crate) setup: Setup,
    pub(crate) clock: Clock,
    /// Where redirects lead.
    pub(crate) trap: String,
    pub(crate) trap_visits: AtomicUsize,
    answers: AtomicUsize,
    state: Mutex<State>,
}

pub(crate) struct State {
    pub(crate) world: World,
    /// The newest records, with the oldest of them first.
    pub(crate) records: VecDeque<Record>,
    pub(crate) outbox: Outbox,
    pub(crate) clock_offset: SignedDuration,
    /// Shared with the requests that are being verified.
    pub(crate) keys: Arc<Keys>,
    first_answers: FirstAnswers,
}

impl Shared {
    pub(crate) fn new(setup: Setup, keys: Keys, trap: String) -> Shared {
        let mut world = World::new(setup.region, setup.environment);
        furnish(&mut world, &setup, Timestamp::now());
        let state = State {
            world,
            records: VecDeque::new(),
            outbox: Outbox::new(setup.ipn_url.is_some()),
            clock_offset: SignedDuration::ZERO,
            keys: Arc::new(keys),
            first_answers: FirstAnswers::default(),
        };
        Shared {
            setup,
            clock: Clock::new(),
            trap,
            trap_visits: AtomicUsize::new(0),
            answers: AtomicUsize::new(0),
            state: Mutex::new(state),
        }
    }

    /// A script that panics does not take the others with it.
    pub(crate) fn state(&self) -> StateGuard<'_> {
        StateGuard(self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn reset(&self) {
        self.clock.set_right();
        self.trap_visits.store(0, Ordering::Relaxed);
        let mut state = self.state();
        state.world.reset();
        furnish(&mut state.world, &self.setup, self.clock.now());
        state.outbox.reset();
        state.records = VecDeque::new();
        state.first_answers = FirstAnswers::default();
        state.clock_offset = SignedDuration::ZERO;
    }

    /// The reply, and the time by the clock. `None` closes the connection.
    pub(crate) fn reply(&self, received: &Received) -> (Option<Reply>, SystemTime) {
        let resource = Resource::of(received);
        let (id, fault, offset, keys) = {
            let mut state = self.state();
            let id = resource.and_then(|resource| state.world.id_of(resource));
            let fault = id.as_deref().and_then(|id| state.world.script(id)?.next());
            (id, fault, state.clock_offset, Arc::clone(&state.keys))
        };
        let off = match fault {
            Some(Fault::ClockOff(seconds)) => SignedDuration::from_secs(seconds.into()),
            _ => SignedDuration::ZERO,
        };
        let now = Timestamp::now();
        // An HTTP-date begins in 1970.
        let now = now.checked_add(offset + off).unwrap_or(now).max(Timestamp::UNIX_EPOCH);
        // Outside the lock, because verifying takes time.
        let verdict = verify(received, &self.setup, &keys, now);
        let mut state = self.state();
        let record = Record::new(received, id, verdict.signature_is_good, fault.clone());
        if fault == Some(Fault::DuplicateDelivery) {
            remember(&mut state.records, record.clone());
        }
        remember(&mut state.records, record);
        let process = || state.process(received, &verdict, self.clock.now());
        (Reply::new(fault.as_ref(), now.into(), &self.trap, process), now.into())
    }

    /// The `x-amz-pay-request-id` of the next answer.
    pub(crate) fn request_id(&self) -> String {
        let number = self.answers.fetch_add(1, Ordering::Relaxed);
        format!("57a9d1e0-0000-4000-8000-{number:012x}")
    }
}

/// The locked state. Dropping it announces the changes.
pub(crate) struct StateGuard<'a>(MutexGuard<'a, State>);

impl Deref for StateGuard<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0
    }
}

impl DerefMut for StateGuard<'_> {
    fn deref_mut(&mut self) -> &mut State {
        &mut self.0
    }
}

impl Drop for StateGuard<'_> {
    fn drop(&mut self) {
        let State { world, outbox, .. } = &mut *self.0;
        for change in mem::take(&mut world.changes) {
            outbox.announce(Notification::of_change(change));
        }
    }
}

/// Adds the objects that are there at the start.
fn furnish(world: &mut World, setup: &Setup, now: Timestamp) {
    for (id, with_address) in &setup.charge_permissions {
        let permission = ChargePermission::new(id, PermissionState::Chargeable);
        let address = world.buyer.addresses.first().filter(|_| *with_address).cloned();
        let permission = match address {
            Some(address) => permission.shipping_address(address),
            None => permission,
        };
        world.register_permission(permission, now);
    }
}

impl State {
    fn process(&mut self, received: &Received, verdict: &Verdict, now: Timestamp) -> Answer {
        if let Some(refusal) = &verdict.refusal {
            return refusal.clone();
        }
        if let Some(answer) = self.first_answers.get(received) {
            return answer;
        }
        match Asked::of(received, self.world.environment()) {
            Err(refusal) => refusal,
            Ok(asked) => {
                let answer = self.world.perform(&asked, now);
                self.first_answers.keep(received, &answer);
                answer
            }
        }
    }
}
