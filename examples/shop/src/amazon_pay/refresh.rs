//! What Amazon Pay says of a wallet, stored so that the newest answer wins.

use super::AmazonPay;
use crate::database::{store_answer, store_completed, with_guard};
use crate::error::ShopError;
use crate::log::notes;
use crate::shop::Shop;
use amazonpay_update::ChargePermissionId;
use amazonpay_update::ipn::{OnceError, Outcome, once_newest};
use amazonpay_update::return_state::VerifiedReturn;
use amazonpay_update::session::ChargePermission;
use amazonpay_update_sqlx::GuardError;

/// Why a wallet is looked at.
pub enum Reason<'a> {
    /// A notification with this `MessageId`.
    Notified(&'a str),
    /// The buyer, of this id, is back from an update.
    Updated(&'a str, &'a VerifiedReturn),
    /// The shop wants to know.
    Asked,
}

impl Reason<'_> {
    /// No two reasons have the same. SNS makes UUIDs, so none of these is a `MessageId`.
    fn id(&self) -> String {
        match self {
            Reason::Notified(message_id) => (*message_id).to_owned(),
            Reason::Updated(_, back) => format!("return/{}", back.checkout_session_id()),
            Reason::Asked => format!("asked/{:032x}", fastrand::u128(..)),
        }
    }
}

/// Asks Amazon Pay for a Charge Permission, and stores the answer: once for each reason, and never over a newer one.
///
/// # Errors
///
/// When Amazon Pay or the database does not answer, or somebody else is at it.
pub async fn refresh(
    shop: &Shop,
    pay: &AmazonPay,
    id: &ChargePermissionId,
    reason: Reason<'_>,
) -> Result<Outcome, OnceError<GuardError, ShopError>> {
    let (reason, reason_id) = (&reason, reason.id());
    let fetch = async || Ok(pay.client.get_charge_permission(id).await?);
    with_guard!(shop.database, |guard| {
        once_newest(guard, &reason_id, id, fetch, async |answer: ChargePermission, mut claim| {
            notes::permission(&answer);
            store_answer(id, &answer).execute(&mut *claim).await?;
            if let Reason::Updated(buyer_id, back) = reason {
                store_completed(buyer_id, back).execute(&mut *claim).await?;
            }
            Ok(claim)
        })
        .await
    })
    .inspect(|outcome| notes::stored(id, *outcome))
}
