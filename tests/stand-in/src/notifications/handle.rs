//! Handles of notifications, for a test.

use super::address::{self, InvalidIpnUrl};
use super::attempt::{Attempt, Delivery};
use super::notification::Notification;
use super::outbox::{Announced, Outbox};
use super::{compose, delivery};
use crate::shared::Shared;
use http::{Request, Uri};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A message that was announced. Each delivery posts the same bytes.
#[derive(Clone)]
pub struct NotificationHandle {
    announced: Arc<Announced>,
    shared: Arc<Shared>,
}

/// A message cannot be delivered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeliverError {
    /// The stand-in was started without an address for notifications.
    #[error(
        "there is no address to deliver to: the stand-in was started without `Setup::ipn_url` (`--ipn-url`), so name \
         an address"
    )]
    NoUrl,
    /// Notifications cannot be posted to this address.
    #[error(transparent)]
    Url(#[from] InvalidIpnUrl),
}

impl NotificationHandle {
    /// The `MessageId`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.announced.message_id
    }

    /// The signed JSON that is posted, for a shop whose handler is called without HTTP.
    #[must_use]
    pub fn body(&self) -> &str {
        compose::body(&self.announced, &self.shared)
    }

    /// The request that posts the message to an address or a path, with body and headers.
    #[must_use]
    pub fn request(&self, uri: &Uri) -> Request<String> {
        compose::request(&self.announced, &self.shared, uri)
    }

    /// Posts the message now to the address of [`Setup::ipn_url`](crate::Setup::ipn_url), even if it was delivered
    /// before.
    ///
    /// As SNS does, the stand-in tries again when the answer is 429 or 500 to 599, or does not come within 15
    /// seconds. It tries up to three more times, each time 20 seconds later [by the stand-in's
    /// clock](crate::StandIn::advance_clock). A test can [limit](crate::StandIn::limit_attempts) the attempts. The
    /// future ends with the last attempt.
    ///
    /// # Errors
    ///
    /// [`DeliverError::NoUrl`] when there is no such address.
    pub async fn deliver(&self) -> Result<Delivery, DeliverError> {
        let url = self.shared.setup.ipn_url.as_deref().ok_or(DeliverError::NoUrl)?;
        self.deliver_to(url).await
    }

    /// [Delivers](NotificationHandle::deliver) the message to an address of this machine over plain http.
    ///
    /// # Errors
    ///
    /// [`DeliverError::Url`] for any other address.
    pub async fn deliver_to(&self, url: &str) -> Result<Delivery, DeliverError> {
        let uri = address::parse(url)?;
        Ok(delivery::deliver(delivery::begin(&self.shared, &self.announced), uri).await)
    }

    /// [Delivers](NotificationHandle::deliver) the message after this time, by the stand-in's clock.
    ///
    /// # Errors
    ///
    /// [`DeliverError::NoUrl`], as from [`deliver`](NotificationHandle::deliver).
    pub async fn deliver_after(&self, delay: Duration) -> Result<Delivery, DeliverError> {
        let url = self.shared.setup.ipn_url.as_deref().ok_or(DeliverError::NoUrl)?;
        self.deliver_to_after(url, delay).await
    }

    pub(crate) async fn deliver_to_after(
        &self,
        url: &str,
        delay: Duration,
    ) -> Result<Delivery, DeliverError> {
        address::parse(url)?;
        let now = self.shared.clock.now();
        self.shared.clock.sleep_until(now.checked_add(delay).unwrap_or(now)).await;
        self.deliver_to(url).await
    }

    /// The attempts of all deliveries of the message, in the order in which they ended. A notification that the
    /// stand-in has [forgotten](crate::StandIn::notifications) has none.
    #[must_use]
    pub fn attempts(&self) -> Vec<Attempt> {
        self.shared.state().outbox.attempts(self.announced.number).unwrap_or_default().to_vec()
    }

    /// Waits until there are this many attempts, or the stand-in was [reset](crate::StandIn::reset).
    pub async fn attempted(&self, times: usize) {
        let is_enough = |outbox: &Outbox| {
            outbox.attempts(self.announced.number).is_none_or(|attempts| attempts.len() >= times)
        };
        until(&self.shared, is_enough).await;
    }

    /// Whether the `SubscribeURL` of the message was requested.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.shared.state().outbox.is_confirmed(self.announced.number)
    }
}

// The body has a token.
impl fmt::Debug for NotificationHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NotificationHandle")
            .field("id", &self.id())
            .field("notification", &self.announced.notification)
            .finish_non_exhaustive()
    }
}

/// The order in which several messages are delivered.
#[derive(Clone, Copy)]
pub(crate) enum Order {
    Announced,
    /// A random order, which the seed repeats, and never the order of the announcements.
    Shuffled(u64),
}

pub(crate) fn announce(shared: &Arc<Shared>, notification: Notification) -> NotificationHandle {
    let announced = shared.state().outbox.announce(notification);
    NotificationHandle { announced, shared: Arc::clone(shared) }
}

/// All, in the order in which they were announced.
pub(crate) fn all(shared: &Arc<Shared>) -> Vec<NotificationHandle> {
    let all = shared.state().outbox.all().into_iter();
    all.map(|announced| NotificationHandle { announced, shared: Arc::clone(shared) }).collect()
}

/// Delivers the messages that wait, one after another.
pub(crate) async fn deliver_all(shared: &Arc<Shared>, order: Order) -> Result<Vec<Delivery>, DeliverError> {
    let url = shared.setup.ipn_url.as_deref().ok_or(DeliverError::NoUrl)?;
    let uri = address::parse(url)?;
    let mut waiting = shared.state().outbox.waiting();
    if let Order::Shuffled(seed) = order {
        shuffle(&mut waiting, seed);
    }
    let mut deliveries = Vec::new();
    for announced in waiting {
        deliveries.push(delivery::deliver(delivery::begin(shared, &announced), uri.clone()).await);
    }
    Ok(deliveries)
}

/// Waits until no automatic delivery is under way.
pub(crate) async fn settled(shared: &Arc<Shared>) {
    until(shared, Outbox::is_settled).await;
}

fn shuffle(announced: &mut [Arc<Announced>], seed: u64) {
    fastrand::Rng::with_seed(seed).shuffle(announced);
    // The order of the announcements would test nothing.
    if announced.len() > 1 && announced.is_sorted_by_key(|one| one.number) {
        announced.rotate_left(1);
    }
}

async fn until(shared: &Shared, is_so: impl Fn(&Outbox) -> bool) {
    let mut moves = shared.state().outbox.moves();
    loop {
        let is_now_so = is_so(&shared.state().outbox);
        if is_now_so || moves.changed().await.is_err() {
            return;
        }
    }
}
