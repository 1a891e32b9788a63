//! The guard, which remembers the messages that have been handled.

use std::error::Error;

/// Keeps which messages are being handled and which have been, by their `MessageId`.
///
/// Amazon SNS delivers a message at least once, in any order, and a message it delivers again keeps its
/// `MessageId`. [`once`] makes an effect take place once for all of these deliveries and calls the three
/// functions in their order; [`MemoryReplayGuard`] is for a single process. This trait is for
/// those who keep the messages elsewhere, as in a database that several processes share.
///
/// # What is promised
///
/// *At least once*: a program can die between the effect and [`confirm`](ReplayGuard::confirm), and then
/// the effect takes place again when SNS delivers again. Confirming first would promise *at most once*,
/// and an update would be lost instead. So an effect should be one that does no harm twice. "Fetch the
/// charge permission and store its state" is of that kind.
///
/// *Exactly once* takes an effect that is itself in the database, and no guard: insert the `MessageId` in
/// the same transaction.
///
/// ```sql
/// BEGIN;
/// INSERT INTO ipn_handled (message_id) VALUES ($1) ON CONFLICT DO NOTHING;
/// -- no row inserted: it has been handled, so roll back and answer 200; otherwise, the effect:
/// UPDATE wallets SET state = $2 WHERE charge_permission_id = $3;
/// COMMIT;
/// ```
///
/// A second delivery waits at its `INSERT` until the first transaction has ended, and then inserts
/// nothing if that was committed, or takes its place if it was rolled back.
///
/// # Leases
///
/// A process that dies holding a claim cannot release it. A guard that outlives the process
/// therefore lends a claim for a time longer than any effect takes; then it can be claimed again. In
/// Postgres, with one row a message, where `'infinity'` stands for a message that has been handled:
///
/// ```sql
/// CREATE TABLE ipn_claim (
///     message_id    text PRIMARY KEY,
///     claimant      uuid NOT NULL,
///     claimed_until timestamptz NOT NULL
/// );
///
/// -- claim: $2 is a fresh random UUID, the claim that `Claim::Granted` holds
/// INSERT INTO ipn_claim AS held (message_id, claimant, claimed_until)
/// VALUES ($1, $2, now() + interval '5 minutes')
/// ON CONFLICT (message_id) DO UPDATE SET
///     claimant      = CASE WHEN held.claimed_until < now() THEN excluded.claimant ELSE held.claimant END,
///     claimed_until = CASE WHEN held.claimed_until < now() THEN excluded.claimed_until ELSE held.claimed_until END
/// RETURNING claimant = $2 AS granted, claimed_until = 'infinity' AS done;
///
/// -- confirm: whoever holds the claim by now, for the effect has taken place
/// UPDATE ipn_claim SET claimed_until = 'infinity' WHERE message_id = $1;
///
/// -- release: only a claim that is still one's own
/// DELETE FROM ipn_claim WHERE message_id = $1 AND claimant = $2 AND claimed_until < 'infinity';
/// ```
///
/// Rows must be kept for as long as [`MemoryReplayGuard::new`] says of its own.
///
/// [`once`]: super::once()
/// [`MemoryReplayGuard`]: super::MemoryReplayGuard
/// [`MemoryReplayGuard::new`]: super::MemoryReplayGuard::new
pub trait ReplayGuard: Send + Sync {
    /// What whoever handles a message holds meanwhile. Dropped, it is released at once, or when its
    /// lease ends.
    type Claim: Send;

    /// Why the guard could not be asked or told.
    type Error: Error + Send + Sync + 'static;

    /// Claims a message, to handle it.
    ///
    /// Of all who claim a message at the same time, one is granted it.
    fn claim(&self, message_id: &str)
    -> impl Future<Output = Result<Claim<Self::Claim>, Self::Error>> + Send;

    /// Marks a message as handled: from now on it is [`Claim::Done`].
    fn confirm(&self, claim: Self::Claim) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Gives a message back that could not be handled, so that its next delivery can.
    ///
    /// It cannot fail: a claim that stays where it is ends with its lease.
    fn release(&self, claim: Self::Claim) -> impl Future<Output = ()> + Send;
}

/// The answer to who wants to handle a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim<C> {
    /// Handle it, then [confirm](ReplayGuard::confirm) or [release](ReplayGuard::release) the claim.
    Granted(C),
    /// Somebody is handling it at this moment, and may fail.
    InProgress,
    /// It has been handled.
    Done,
}
