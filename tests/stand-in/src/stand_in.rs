//! The stand-in that a test starts.

use crate::addresses::Addresses;
use crate::api::{server, tls};
use crate::handles::{PermissionHandle, SessionHandle};
use crate::notifications::{
    self, DeliverError, Delivery, Notification, NotificationHandle, Order, sns_authority,
};
use crate::record::Record;
use crate::region::{Environment, Region};
use crate::setup::Setup;
use crate::shared::Shared;
use crate::start_error::StartError;
use crate::whereabouts::Whereabouts;
use crate::world::{Buyer, Charge, ChargePermission, CheckoutSession};
use crate::{control, page};
use jiff::SignedDuration;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// A running stand-in. Dropping it stops it and closes its connections.
///
/// It listens on 127.0.0.1, on ports that the system chooses unless [`Setup::port`] names one. Several tests can use one
/// stand-in at once: it keeps faults, effects and records for each session.
pub struct StandIn {
    pub(crate) addresses: Addresses,
    pub(crate) shared: Arc<Shared>,
    _tasks: JoinSet<()>,
}

impl StandIn {
    /// Starts a stand-in on the current runtime of tokio, which needs its I/O and time drivers.
    ///
    /// # Errors
    ///
    /// [`StartError`] when a part of the setup is not valid, no certificate can be made for the host, or a port is
    /// taken.
    pub async fn start(setup: Setup) -> Result<StandIn, StartError> {
        let keys = setup.keys()?;
        let tls = tls::make(&[setup.region.api_host(), &setup.region.sns_host()])?;
        let (listener, address) = listen(setup.port).await?;
        let (page, page_address) = listen(next(setup.port, 1)).await?;
        let (control, control_address) = listen(next(setup.port, 2)).await?;
        let (trap, trap_address) = listen(0).await?;
        let trap_address = format!("https://localhost:{}/", trap_address.port());
        // The actual port, in place of the requested port.
        let setup = setup.port(address.port());
        let shared = Arc::new(Shared::new(setup, keys, trap_address));
        let mut tasks = JoinSet::new();
        tasks.spawn(server::serve(listener, tls.acceptor, Arc::clone(&shared)));
        tasks.spawn(server::trap(trap, Arc::clone(&shared)));
        tasks.spawn(page::serve(page, Arc::clone(&shared)));
        tasks.spawn(notifications::deliver_by_itself(Arc::clone(&shared)));
        let addresses =
            Addresses { api: address, page: page_address, control: control_address, ca_pem: tls.ca_pem };
        tasks.spawn(control::serve(control, Arc::clone(&shared), addresses.clone()));
        Ok(StandIn { addresses, shared, _tasks: tasks })
    }

    /// Everything that a shop needs to reach this stand-in, as one value that another process can read.
    #[must_use]
    pub fn whereabouts(&self) -> Whereabouts {
        Whereabouts::of(&self.addresses, &self.shared.setup)
    }

    /// The address of the API. A client that asks for Amazon's host must resolve that name to this address, with this
    /// port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.addresses.api
    }

    /// The origin of the API: `https://localhost:PORT`.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.addresses.api_origin()
    }

    /// The origin of the page and the script, over plain http: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn page_origin(&self) -> String {
        self.addresses.page_origin()
    }

    /// The address of the page. [`Whereabouts::hosts`] says which names a client resolves to this address, and which to
    /// [`address`](StandIn::address).
    #[must_use]
    pub fn page_address(&self) -> SocketAddr {
        self.addresses.page
    }

    /// The URL of the stand-in's `checkout.js`.
    #[must_use]
    pub fn checkout_js(&self) -> String {
        self.addresses.checkout_js()
    }

    /// The origin of the control interface, over plain http: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn control_origin(&self) -> String {
        self.addresses.control_origin()
    }

    /// The root certificate to trust for the API of this stand-in. The private key of the root is gone.
    #[must_use]
    pub fn ca_pem(&self) -> &str {
        &self.addresses.ca_pem
    }

    /// The region of the stand-in.
    #[must_use]
    pub fn region(&self) -> Region {
        self.shared.setup.region
    }

    /// The environment of the stand-in.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.shared.setup.environment
    }

    /// The merchant's id.
    #[must_use]
    pub fn merchant_id(&self) -> &str {
        self.shared.setup.merchant()
    }

    /// The id of the merchant's public key in the setup.
    #[must_use]
    pub fn public_key_id(&self) -> &str {
        self.shared.setup.public_key_id()
    }

    /// The merchant's private key as PEM, `-----BEGIN PRIVATE KEY-----`, if [`Setup::with_new_key`] made it.
    #[must_use]
    pub fn private_key_pem(&self) -> Option<&str> {
        self.shared.setup.new_key.map(|key| key.private_pem.as_str())
    }

    /// The root certificate to trust for the signatures of notifications. Only a verifier of notifications should have it.
    /// The private key of the root is gone.
    #[must_use]
    pub fn sns_ca_pem(&self) -> &str {
        &sns_authority().root_pem
    }

    /// The ARN of the topic of the merchant's notifications.
    #[must_use]
    pub fn topic_arn(&self) -> String {
        notifications::merchants_topic(&self.shared.setup)
    }

    /// The buyer.
    #[must_use]
    pub fn buyer(&self) -> Buyer {
        self.shared.state().world.buyer.clone()
    }

    /// Replaces the buyer.
    pub fn set_buyer(&self, buyer: Buyer) {
        self.shared.state().world.buyer = buyer;
    }

    /// Registers a Checkout Session. A registered session with this id is replaced.
    #[expect(clippy::must_use_candidate, reason = "a test may register one and never look at it again")]
    pub fn session(&self, session: CheckoutSession) -> SessionHandle {
        let id = session.id().to_owned();
        let now = self.shared.clock.now();
        self.shared.state().world.register_session(session, now);
        SessionHandle::new(&id, &self.shared)
    }

    /// The Checkout Session with this id, made by the page or by a test. `None` when there is none.
    #[must_use]
    pub fn session_handle(&self, id: &str) -> Option<SessionHandle> {
        let handle = SessionHandle::new(id, &self.shared);
        (!handle.is_gone()).then_some(handle)
    }

    /// Registers a Charge Permission. It replaces a permission with this id.
    #[expect(clippy::must_use_candidate, reason = "a test may register one and never look at it again")]
    pub fn charge_permission(&self, permission: ChargePermission) -> PermissionHandle {
        let id = permission.id().to_owned();
        let now = self.shared.clock.now();
        self.shared.state().world.register_permission(permission, now);
        PermissionHandle::new(&id, &self.shared)
    }

    /// The Charge Permission with this id, from the setup or from a test. `None` when there is none.
    #[must_use]
    pub fn permission_handle(&self, id: &str) -> Option<PermissionHandle> {
        let handle = PermissionHandle::new(id, &self.shared);
        (!handle.is_gone()).then_some(handle)
    }

    /// Registers another public key of the merchant, as Seller Central does. It replaces a key with this id.
    ///
    /// # Errors
    ///
    /// [`StartError`] when the key cannot be read, or its id names the other environment.
    pub fn register_key(&self, public_key_id: &str, public_key_pem: &str) -> Result<(), StartError> {
        let key = self.shared.setup.key(public_key_id, public_key_pem)?;
        Arc::make_mut(&mut self.shared.state().keys).insert(public_key_id.to_owned(), key);
        Ok(())
    }

    /// Removes a public key. From now on, a request that names it is refused with 403 `InvalidAuthentication`.
    pub fn retire_key(&self, public_key_id: &str) {
        Arc::make_mut(&mut self.shared.state().keys).remove(public_key_id);
    }

    /// Checks the dates of all requests from now on by a clock that is off by this many seconds, ahead when positive.
    /// 0 sets the clock right. The clock shows no time before 1970. [`Fault::ClockOff`](crate::Fault::ClockOff) does
    /// the same for one request.
    pub fn set_request_dates_off_by(&self, seconds: i32) {
        self.shared.state().clock_offset = SignedDuration::from_secs(seconds.into());
    }

    /// Moves the stand-in's clock ahead. By this clock a session that is not completed within 24 hours is canceled, a
    /// session is gone after 30 days, and a refused notification is delivered again. The dates of requests are
    /// checked by the machine's clock.
    pub fn advance_clock(&self, by: Duration) {
        self.shared.clock.advance(by);
    }

    /// Announces a notification. It is delivered at once if the setup has [an address](Setup::ipn_url) and
    /// notifications are not [held](StandIn::hold_notifications). Otherwise [a test delivers
    /// it](NotificationHandle::deliver).
    #[expect(clippy::must_use_candidate, reason = "it is delivered without being looked at")]
    pub fn notify(&self, notification: Notification) -> NotificationHandle {
        notifications::announce(&self.shared, notification)
    }

    /// Every notification, in the order in which they were announced. [`notify`](StandIn::notify) announces
    /// notifications, and the stand-in itself announces each change of a Charge Permission. It remembers the newest
    /// 10,000.
    #[must_use]
    pub fn notifications(&self) -> Vec<NotificationHandle> {
        notifications::all(&self.shared)
    }

    /// Holds notifications. While `held` is true, they wait until a test asks for their delivery. When `held` is
    /// false again, the waiting notifications are delivered.
    pub fn hold_notifications(&self, held: bool) {
        self.shared.state().outbox.hold(held);
    }

    /// Limits the attempts of each delivery, including the first. The default is 4, and the least is 1.
    pub fn limit_attempts(&self, max_attempts: usize) {
        self.shared.state().outbox.limit_attempts(max_attempts);
    }

    /// Delivers the waiting notifications, one after another in the order in which they were announced.
    ///
    /// # Errors
    ///
    /// [`DeliverError::NoUrl`] when there is no [address](Setup::ipn_url).
    pub async fn deliver_all(&self) -> Result<Vec<Delivery>, DeliverError> {
        notifications::deliver_all(&self.shared, Order::Announced).await
    }

    /// Delivers the waiting notifications in another order. The same seed gives the same order.
    ///
    /// # Errors
    ///
    /// [`DeliverError::NoUrl`], as from [`deliver_all`](StandIn::deliver_all).
    pub async fn deliver_shuffled(&self, seed: u64) -> Result<Vec<Delivery>, DeliverError> {
        notifications::deliver_all(&self.shared, Order::Shuffled(seed)).await
    }

    /// Waits until no delivery is under way or about to begin.
    pub async fn notifications_settled(&self) {
        notifications::settled(&self.shared).await;
    }

    /// Forgets everything except the merchant's keys. The stand-in is then as after its start, with the permissions
    /// of its setup. A handle that a test still holds then says that its session or permission [is
    /// gone](SessionHandle::is_gone).
    pub fn reset(&self) {
        self.shared.reset();
    }

    /// Every received request, in order. The stand-in remembers the newest 100,000.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        self.shared.state().records.iter().cloned().collect()
    }

    /// Every charge that was created, in order.
    #[must_use]
    pub fn charges(&self) -> Vec<Charge> {
        self.shared.state().world.charges.clone()
    }

    /// How many connections were made to the address of the redirects.
    ///
    /// A client that follows a redirect shows its signed request to a stranger.
    #[must_use]
    pub fn trap_visits(&self) -> usize {
        self.shared.trap_visits.load(Ordering::Relaxed)
    }
}

impl fmt::Debug for StandIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StandIn").field("address", &self.addresses.api).finish_non_exhaustive()
    }
}

/// The port `by` after `port`. 0 stays 0.
fn next(port: u16, by: u16) -> u16 {
    if port == 0 { 0 } else { port.saturating_add(by) }
}

async fn listen(port: u16) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |error| StartError::Port { port, error };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}
