//! Handles one delivery, from the posted body to the answer: verify, claim, effect, confirm.

use super::error::IpnError;
use super::fetch::CertificateFetcher;
use super::message::Message;
use super::replay::{OnceError, Outcome, ReplayGuard, once};
use super::verifier::Verifier;
use http::StatusCode;

/// Verifies a message and makes its effect take place [once](once()) for all of its deliveries.
///
/// This is a whole endpoint without HTTP, for any server. Give it the body as it was posted, byte for byte. Answer
/// with the [status of the outcome](Outcome::status), or with the [status of the error](ReceiveError::status).
///
/// The effect runs only for a verified message that was not handled before. The effect takes the message and the
/// guard's claim, and gives the claim back. To fetch the changed object and store it, [`verify`](Verifier::verify)
/// the message and call [`once_newest`](super::once_newest()).
///
/// Answer without a body, because a stranger need not learn why a message is refused. Read no more than
/// [`MAX_BODY_BYTES`](super::MAX_BODY_BYTES) of the posted body. With the feature `axum`, the module `extractor` does
/// all this.
///
/// | result | status | SNS |
/// |---|---|---|
/// | the message was handled, now or at an earlier delivery: [`Outcome`] | 200 | is done |
/// | the body does not have the form of a message | 400 | gives up |
/// | the message is too old, or its signature does not verify | 403 | gives up |
/// | the body is too long | 413 | gives up |
/// | the message [may pass later](IpnError::is_transient): its certificate cannot be fetched or is not valid, or the shop's clock is behind | 503 | delivers again |
/// | the shop's settings are wrong: the signature verifies but the [topic is not expected](IpnError::TopicNotAllowed), or the message is signed with [SHA-1, which is not allowed](IpnError::Sha1NotAllowed) | 503 | delivers again |
/// | another delivery is being handled, or the replay guard or the effect failed: [`OnceError`] | 503 | delivers again |
///
/// SNS delivers again after 429 and 5xx, and after no other status
/// (<https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html>).
///
/// # Errors
///
/// [`ReceiveError::Refused`] when the message is refused, and [`ReceiveError::Again`] when a verified message must be
/// delivered again.
///
/// # Examples
///
/// ```
/// use amazonpay_update::ipn::{
///     AmazonPayNotification, CertificateFetcher, MemoryClaim, MemoryReplayGuard, Message, NotificationBody,
///     ReceiveError, Verifier, receive,
/// };
/// # struct QueueError;
/// # async fn enqueue(_: AmazonPayNotification) -> Result<(), QueueError> { Ok(()) }
///
/// async fn status(
///     verifier: &Verifier<impl CertificateFetcher>,
///     guard: &MemoryReplayGuard,
///     body: &[u8],
/// ) -> http::StatusCode {
///     let effect = async |message: Message, claim: MemoryClaim| {
///         if let Message::Notification(notification) = message
///             && let NotificationBody::AmazonPay(changed) = notification.body()
///         {
///             enqueue(changed).await?;
///         }
///         Ok::<_, QueueError>(claim)
///     };
///     match receive(verifier, guard, body, effect).await {
///         Ok(outcome) => outcome.status(),
///         Err(error) => {
///             if let ReceiveError::Refused(why) = &error {
///                 eprintln!("refused: {why}"); // with the line to add, where one is missing
///             }
///             error.status()
///         }
///     }
/// }
/// ```
pub async fn receive<F, G, H, E>(
    verifier: &Verifier<F>,
    guard: &G,
    body: &[u8],
    effect: impl FnOnce(Message, G::Claim) -> H,
) -> Result<Outcome, ReceiveError<G::Error, E>>
where
    F: CertificateFetcher,
    G: ReplayGuard,
    H: Future<Output = Result<G::Claim, E>>,
{
    let message = verifier.verify(body).await?;
    handle(message, guard, effect).await.map_err(ReceiveError::Again)
}

/// [`once`] for an effect that takes the message.
pub(super) async fn handle<G, H, E>(
    message: Message,
    guard: &G,
    effect: impl FnOnce(Message, G::Claim) -> H,
) -> Result<Outcome, OnceError<G::Error, E>>
where
    G: ReplayGuard,
    H: Future<Output = Result<G::Claim, E>>,
{
    let message_id = message.message_id().to_owned();
    once(guard, &message_id, |claim| effect(message, claim)).await
}

/// Why a delivery failed. `G` is the guard's error, and `E` is the effect's error.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiveError<G, E> {
    /// The message is refused.
    #[error(transparent)]
    Refused(#[from] IpnError),
    /// The message is verified, and must be delivered again.
    #[error(transparent)]
    Again(OnceError<G, E>),
}

impl<G, E> ReceiveError<G, E> {
    /// The status to answer with. [`receive`] has a table of the statuses.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            ReceiveError::Refused(error) => error.status(),
            ReceiveError::Again(error) => error.status(),
        }
    }
}
