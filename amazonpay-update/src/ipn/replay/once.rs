//! Claims a message, runs its effect and confirms the claim, in this order.

use super::guard::{Claim, ReplayGuard};

/// Makes an effect take place once for all deliveries of a message.
///
/// The message is claimed, the effect runs, and the claim is confirmed when the effect succeeds. The effect takes the
/// claim and gives it back. If the [guard](ReplayGuard) has transactions, the claim is its transaction. An effect
/// that fails drops the claim, and so releases the message.
///
/// `Ok` says that the effect has taken place, so answer 200. `Err` says that the message must be delivered again, so
/// answer 503. SNS gives up a message after most 4xx codes.
///
/// When the future is dropped before its end, for example because SNS hangs up, or when the effect panics, the claim
/// is dropped too.
///
/// A newer answer may overtake an answer that the effect has fetched and not yet stored. Use
/// [`once_newest`](super::once_newest()) for such an effect.
///
/// # Errors
///
/// [`OnceError`]. The effect can have taken place only after [`OnceError::Confirm`].
///
/// # Examples
///
/// ```
/// use amazonpay_update::ipn::{MemoryClaim, MemoryReplayGuard, OnceError, once};
/// # struct MailError;
/// # async fn tell_the_buyer() -> Result<(), MailError> { Ok(()) }
///
/// async fn status(guard: &MemoryReplayGuard, message_id: &str) -> u16 {
///     let effect = async |claim: MemoryClaim| {
///         tell_the_buyer().await?;
///         Ok::<_, MailError>(claim)
///     };
///     match once(guard, message_id, effect).await {
///         Ok(_) => 200,
///         Err(_) => 503,
///     }
/// }
/// ```
pub async fn once<G, F, E>(
    guard: &G,
    message_id: &str,
    effect: impl FnOnce(G::Claim) -> F,
) -> Result<Outcome, OnceError<G::Error, E>>
where
    G: ReplayGuard,
    F: Future<Output = Result<G::Claim, E>>,
{
    let claim = match guard.claim(message_id).await.map_err(OnceError::Claim)? {
        Claim::Granted(claim) => claim,
        Claim::InProgress => return Err(OnceError::InProgress),
        Claim::Done => return Ok(Outcome::Duplicate),
    };
    let claim = effect(claim).await.map_err(OnceError::Effect)?;
    guard.confirm(claim).await.map(|()| Outcome::Handled).map_err(OnceError::Confirm)
}

/// When the effect of a message has taken place: now, or at an earlier delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The effect took place now.
    Handled,
    /// The effect took place at an earlier delivery.
    Duplicate,
}

/// Why a message must be delivered again. `G` is the guard's error, and `E` is the effect's error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OnceError<G, E> {
    /// Another delivery of the message is being handled, and may fail.
    #[error("another delivery of this message is being handled: answer 503, so that SNS delivers it again")]
    InProgress,
    /// The guard failed before the effect. It could not claim the message, or could not read or count the stored
    /// answers.
    #[error("the replay guard failed before the effect: answer 503, so that SNS delivers it again")]
    Claim(#[source] G),
    /// The effect failed.
    #[error("the message could not be handled: answer 503, so that SNS delivers it again; {0}")]
    Effect(E),
    /// During each fetch another answer was stored; see [`once_newest`](super::once_newest()).
    #[error(
        "during each of {fetches} fetches another answer was stored: answer 503, so that SNS delivers the message \
         again"
    )]
    Overtaken {
        /// How many answers were fetched.
        fetches: usize,
    },
    /// The effect ran, but the guard could not confirm the claim. An effect in the guard's transaction was undone
    /// with it, or both are permanent and only the database's answer was lost. An effect elsewhere has taken place.
    #[error(
        "the effect ran, but the replay guard could not confirm it: answer 503; the next delivery finds the message \
         handled, or runs the effect again"
    )]
    Confirm(#[source] G),
}
