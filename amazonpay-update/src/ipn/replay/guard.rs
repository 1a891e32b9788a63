//! The guard, which remembers the messages that have been handled.

use std::error::Error;

/// Remembers, by `MessageId`, which messages are being handled and which have been.
///
/// Amazon SNS delivers a message at least once, in any order. A message that it delivers again keeps its `MessageId`.
/// [`once`] makes an effect take place once for all of these deliveries: it claims the message, lends the claim to
/// the effect, and confirms it. [`MemoryReplayGuard`] is for a single process. The crate `amazonpay-update-sqlx` has
/// guards for PostgreSQL and SQLite, and its documentation shows one for a database of your own.
///
/// # What is promised
///
/// *Exactly once*, if the claim is a transaction of the database that keeps the messages. The effect writes
/// in that transaction, and [`confirm`](ReplayGuard::confirm) commits it: effect and message id become permanent
/// together, or neither does.
///
/// *At least once*, if the effect is elsewhere. A program can die between the effect and `confirm`. The effect then takes
/// place again when SNS delivers again, so write an effect that does no harm twice. Confirming first would promise *at
/// most once*, and would lose an update instead.
///
/// # Writing one
///
/// * When several callers claim a message at the same time, in all processes, the guard grants it to one of them. The
///   others wait, or get [`Claim::InProgress`].
/// * A claim that is dropped gives the message back: its writes are undone, and the next delivery is granted the message.
///   The same holds for a claim whose process dies.
/// * A message that was confirmed is [`Claim::Done`] for at least
///   [`Verifier::replay_window`](crate::ipn::Verifier::replay_window), counted from its claim.
///
/// [`once`]: super::once()
/// [`MemoryReplayGuard`]: super::MemoryReplayGuard
pub trait ReplayGuard: Send + Sync {
    /// The claim of a message that is being handled, such as an open transaction. Dropping the claim releases it.
    type Claim: Send;

    /// Why the guard failed.
    type Error: Error + Send + Sync + 'static;

    /// Claims a message, to handle it.
    ///
    /// Of all callers that claim a message at the same time, one is granted the claim.
    fn claim(&self, message_id: &str)
    -> impl Future<Output = Result<Claim<Self::Claim>, Self::Error>> + Send;

    /// Marks a message as handled. From now on it is [`Claim::Done`], and the claim's writes are permanent.
    fn confirm(&self, claim: Self::Claim) -> impl Future<Output = Result<(), Self::Error>> + Send;
}

/// The guard's answer to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim<C> {
    /// The caller handles the message, and then [confirms](ReplayGuard::confirm) or drops the claim.
    Granted(C),
    /// Another caller is handling the message, and may fail.
    InProgress,
    /// The message has been handled.
    Done,
}
