//! What is fetched first must not be stored last.

use super::guard::{Claim, ReplayGuard};
use super::once::{OnceError, Outcome};
use crate::value::ChargePermissionId;

/// How often [`once_newest`] fetches at most.
const MOST_FETCHES: usize = 8;

/// A [`ReplayGuard`] whose database counts the answers that were stored for each Charge Permission.
///
/// The count is what tells [`once_newest`] that an answer was overtaken. The crate `amazonpay-update-sqlx` keeps it in a
/// table of its own; it can as well be a column of the shop's. [`MemoryReplayGuard`](super::MemoryReplayGuard) has none.
pub trait AnswerCount: ReplayGuard {
    /// Reads how many answers about the permission have been stored by transactions that are committed. It gives `None`
    /// if the message was handled already, so that nothing is fetched for it.
    ///
    /// It waits for nobody's transaction, and locks nothing.
    fn stored_answers(
        &self,
        message_id: &str,
        permission: &ChargePermissionId,
    ) -> impl Future<Output = Result<Option<i64>, Self::Error>> + Send;

    /// Counts one answer more in the claim's transaction if there are still `stored`. Otherwise it changes nothing and
    /// gives `false`.
    ///
    /// From `true` until the transaction ends, nobody else can count another about this permission: they wait, and are
    /// told `false` if this one commits.
    fn count_answer(
        &self,
        claim: &mut Self::Claim,
        permission: &ChargePermissionId,
        stored: i64,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send;
}

/// Fetches a Charge Permission and stores the answer, [once](super::once()) for all deliveries of a message, and never
/// an older answer over a newer one.
///
/// `fetch` asks Amazon Pay while nothing is locked. Then the message is claimed, and `store` writes the answer in the
/// claim's transaction. An answer during whose fetch another one was stored is not written: which of the two is newer
/// cannot be told, so `fetch` is called again, up to 8 times in all.
///
/// `message_id` is that of the notification. For a fetch of the shop's own, as when the buyer is back from the update
/// page, give it a text that is nobody's `MessageId`, such as `return/` and the id of the Checkout Session. Nobody
/// delivers such a fetch again: after [`OnceError::InProgress`], [`OnceError::Overtaken`] or an error of the guard, try
/// again, or leave it to the notification.
///
/// # Why the newest wins
///
/// Nothing in the answer orders two of them: `statusDetails.lastUpdatedTimestamp` is that of the state, which a
/// new payment method or address need not change, and it is in whole seconds. The clocks of several
/// machines do not order them either. The database does. The number of stored answers is read before the request is
/// sent, and the answer is written only if the number is still the same. So Amazon Pay had given every answer stored so
/// far before this request was sent: none of them is newer.
///
/// That holds only if Amazon Pay does not answer a later request with an earlier state, and if everybody who stores
/// answers does it this way, where the buyer returns too.
///
/// # Errors
///
/// [`OnceError`], as for [`once`](super::once()). `E` is the error of both `fetch` and `store`.
///
/// # Examples
///
/// ```
/// use amazonpay_update::ChargePermissionId;
/// use amazonpay_update::ipn::{AnswerCount, OnceError, Outcome, once_newest};
/// use amazonpay_update::session::ChargePermission;
/// # struct ShopError;
/// # async fn get_charge_permission(_: &ChargePermissionId) -> Result<ChargePermission, ShopError> { Err(ShopError) }
/// # async fn write<C>(_: ChargePermission, claim: C) -> Result<C, ShopError> { Ok(claim) }
///
/// async fn refresh<G: AnswerCount>(
///     guard: &G,
///     message_id: &str,
///     id: &ChargePermissionId,
/// ) -> Result<Outcome, OnceError<G::Error, ShopError>> {
///     once_newest(guard, message_id, id, || get_charge_permission(id), write).await
/// }
/// ```
pub async fn once_newest<G, T, F, S, E>(
    guard: &G,
    message_id: &str,
    permission: &ChargePermissionId,
    fetch: impl Fn() -> F,
    store: impl FnOnce(T, G::Claim) -> S,
) -> Result<Outcome, OnceError<G::Error, E>>
where
    G: AnswerCount,
    F: Future<Output = Result<T, E>>,
    S: Future<Output = Result<G::Claim, E>>,
{
    for _ in 0..MOST_FETCHES {
        let stored = guard.stored_answers(message_id, permission).await.map_err(OnceError::Claim)?;
        let Some(stored) = stored else { return Ok(Outcome::Duplicate) };
        let answer = fetch().await.map_err(OnceError::Effect)?;
        let mut claim = match guard.claim(message_id).await.map_err(OnceError::Claim)? {
            Claim::Granted(claim) => claim,
            Claim::InProgress => return Err(OnceError::InProgress),
            Claim::Done => return Ok(Outcome::Duplicate),
        };
        if guard.count_answer(&mut claim, permission, stored).await.map_err(OnceError::Claim)? {
            let claim = store(answer, claim).await.map_err(OnceError::Effect)?;
            return guard.confirm(claim).await.map(|()| Outcome::Handled).map_err(OnceError::Confirm);
        }
    }
    Err(OnceError::Overtaken { fetches: MOST_FETCHES })
}
