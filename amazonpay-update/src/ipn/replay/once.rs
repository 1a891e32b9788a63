//! Claim, effect, confirm: in this order.

use super::guard::{Claim, ReplayGuard};

/// Makes an effect take place once for all deliveries of a message.
///
/// The message is claimed, the effect runs, and the claim is confirmed when the effect succeeds or released
/// when it fails. `Ok` says that the effect has taken place: answer 200. `Err` says that the message must
/// be delivered again: answer 503, for SNS gives a message up on most 4xx codes.
///
/// Dropped before it has ended, as when SNS hangs up while the effect runs, or left by a panic of the
/// effect, the claim is dropped with it. A [`MemoryReplayGuard`](super::MemoryReplayGuard) releases it then
/// and there. [`ReplayGuard`] says what is promised when the program dies.
///
/// # Errors
///
/// [`OnceError`]; only after [`OnceError::Confirm`] has the effect taken place.
///
/// # Examples
///
/// ```
/// use amazonpay_update::ipn::{MemoryReplayGuard, OnceError, once};
/// # struct StoreError;
/// # async fn store_the_new_state() -> Result<(), StoreError> { Ok(()) }
///
/// async fn status(guard: &MemoryReplayGuard, message_id: &str) -> u16 {
///     match once(guard, message_id, || async { store_the_new_state().await }).await {
///         Ok(_) => 200,
///         Err(_) => 503,
///     }
/// }
/// ```
pub async fn once<G, F, E>(
    guard: &G,
    message_id: &str,
    effect: impl FnOnce() -> F,
) -> Result<Outcome, OnceError<G::Error, E>>
where
    G: ReplayGuard,
    F: Future<Output = Result<(), E>>,
{
    let claim = match guard.claim(message_id).await.map_err(OnceError::Claim)? {
        Claim::Granted(claim) => claim,
        Claim::InProgress => return Err(OnceError::InProgress),
        Claim::Done => return Ok(Outcome::Duplicate),
    };
    match effect().await {
        Ok(()) => guard.confirm(claim).await.map(|()| Outcome::Handled).map_err(OnceError::Confirm),
        Err(error) => {
            guard.release(claim).await;
            Err(OnceError::Effect(error))
        }
    }
}

/// How it comes that the effect of a message has taken place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It took place now.
    Handled,
    /// It took place at an earlier delivery.
    Duplicate,
}

/// Why a message must be delivered again. `G` is the guard's error, `E` that of the effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OnceError<G, E> {
    /// Another delivery of the message is being handled, and may fail.
    #[error("another delivery of this message is being handled: answer 503, so that SNS delivers it again")]
    InProgress,
    /// The guard could not say whether the message has been handled; the effect has not been tried.
    #[error("the replay guard could not claim the message: answer 503, so that SNS delivers it again")]
    Claim(#[source] G),
    /// The effect failed.
    #[error("the message could not be handled: answer 503, so that SNS delivers it again; {0}")]
    Effect(E),
    /// The effect has taken place, and the guard could not keep that.
    #[error(
        "the message was handled, but the replay guard could not mark it so: answer 503, and expect the effect to \
         take place again"
    )]
    Confirm(#[source] G),
}
