//! Stores the newest answer, and never an older answer over it.

use super::guard::{Claim, ReplayGuard};
use super::once::{OnceError, Outcome};
use crate::value::ChargePermissionId;

/// The most fetches of [`once_newest`].
const MOST_FETCHES: usize = 8;

/// A [`ReplayGuard`] whose database counts the answers that were stored for each Charge Permission.
///
/// By this count [`once_newest`] knows that an answer was overtaken. The crate `amazonpay-update-sqlx` keeps the
/// count in a table of its own. A column of the shop's tables can keep it as well.
/// [`MemoryReplayGuard`](super::MemoryReplayGuard) has no such count.
pub trait AnswerCount: ReplayGuard {
    /// Reads how many answers about the permission committed transactions have stored. It gives `None` if the message
    /// was handled already. Nothing is fetched then.
    ///
    /// It waits for no transaction, and locks nothing.
    fn stored_answers(
        &self,
        message_id: &str,
        permission: &ChargePermissionId,
    ) -> impl Future<Output = Result<Option<i64>, Self::Error>> + Send;

    /// Adds one to the count in the claim's transaction if the count is still `stored`. Otherwise it changes nothing
    /// and gives `false`.
    ///
    /// From `true` until the transaction ends, no other transaction can count an answer about this permission. The
    /// others wait, and get `false` if this transaction commits.
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
/// claim's transaction. If another answer was stored during the fetch, this answer is not written, because nobody can
/// tell which of the two is newer. `fetch` is then called again, up to 8 times in all.
///
/// `message_id` is the id of the notification. A shop can also fetch without a notification, for example when the
/// buyer is back from the update page. It then gives a text that cannot be a `MessageId`, such as `return/` and the id
/// of the Checkout Session. Where there is no session, as after `StateError::NoCheckoutSession`, it gives `asked/` and a
/// new random number for each fetch. Nobody delivers such a fetch again: after [`OnceError::InProgress`],
/// [`OnceError::Overtaken`] or an error of the guard, try again, or leave it to the notification.
///
/// # Why the newest wins
///
/// Nothing in two answers says which of them is newer. `statusDetails.lastUpdatedTimestamp` is the time of the state,
/// in whole seconds, and a new payment method or address need not change the state. The clocks of several machines do
/// not say it either. The database does: the number of stored answers is read before the request is sent, and the
/// answer is written only if the number is still the same. So Amazon Pay had given every stored answer before this
/// request was sent, and no stored answer is newer.
///
/// This holds only if Amazon Pay does not answer a later request with an earlier state. All code that stores answers
/// must also do it this way, including the code for the buyer's return.
///
/// # Errors
///
/// [`OnceError`], as from [`once`](super::once()). `E` is the error of both `fetch` and `store`.
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
