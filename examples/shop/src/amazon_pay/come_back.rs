//! The buyer is back from Amazon's page.

use super::{AmazonPay, Reason, refresh};
use crate::database::{Buyer, Outcome};
use crate::error::ShopError;
use crate::log::notes;
use crate::shop::Shop;
use crate::told;
use amazonpay_update::return_state::{StateError, UpdateState};
use amazonpay_update::session::{BuyerReturn, NextStep, StartAgainReason};
use std::time::Duration;

/// How long to wait before a return is completed again, the first time, unless Amazon Pay says.
const A_MINUTE: Duration = Duration::from_mins(1);

/// Completes what the buyer has confirmed, if it is an update that this buyer has started, and says what the buyer is
/// told. It can be called again for the same URL: after a reload, in a second tab, after a crash.
///
/// # Errors
///
/// When the database does not answer, or a request cannot be signed.
pub async fn come_back(shop: &Shop, buyer: &Buyer, url: &str) -> Result<Outcome, ShopError> {
    let pay = shop.amazon_pay(buyer.region);
    let language = pay.language();
    let started = shop.database.started_updates(&buyer.id).await?;
    let (back, key) = (BuyerReturn::from_url(url), pay.state_key.verifying_key());
    let verified = match back.verify_state([&key], &started) {
        Ok(verified) => verified,
        Err(refused) => {
            notes::refused(refused);
            shop.database.forget_unsettled(&buyer.id, url).await?;
            if refused == StateError::NoCheckoutSession
                && let Ok(update) = back.verify_update([&key], &started)
            {
                look_at(shop, pay, update).await;
            }
            return Ok(told::refused(refused, &language));
        }
    };
    let update = verified.update();
    notes::returned(&verified);

    let step = pay.client.complete_return(&verified).await?;
    notes::next_step(&step);
    let again = match &step {
        NextStep::Updated(_) | NextStep::AlreadyCompleted(_) => {
            // Nobody delivers a return again, so the shop tries it again by itself.
            let reason = Reason::Updated(&buyer.id, &verified);
            let read = refresh(shop, pay, update.charge_permission_id(), reason).await;
            let read = read.inspect_err(|why| tracing::warn!("the shop reads a wallet again later: {why}"));
            read.err().map(|_| Duration::ZERO)
        }
        NextStep::RetryLater { after, .. } => Some(after.unwrap_or(A_MINUTE)),
        NextStep::FixConfiguration { problem, error, .. } => {
            tracing::error!("{problem} ({error})");
            // By then the operator may have corrected it. The buyer has confirmed, and has nothing to do again.
            Some(A_MINUTE)
        }
        NextStep::StartAgain(StartAgainReason::OtherUpdate(mismatch)) if mismatch.may_be_completed() => {
            tracing::error!("{mismatch}");
            look_at(shop, pay, update).await;
            None
        }
        NextStep::StartAgain(_) | NextStep::SetUpAgain(_) => None,
    };
    match again {
        Some(after) => shop.database.try_again(&buyer.id, url, after).await?,
        None => shop.database.forget_unsettled(&buyer.id, url).await?,
    }
    Ok(told::next_step(&step, &language, update))
}

/// Tries one return again that is due, and says whether there was one.
///
/// # Errors
///
/// Those of [`come_back`].
pub async fn complete_unsettled(shop: &Shop) -> Result<bool, ShopError> {
    let Some(unsettled) = shop.database.take_unsettled().await? else { return Ok(false) };
    let Some(buyer) = shop.database.buyer(&unsettled.buyer_id).await? else { return Ok(false) };
    let told = shop.log.follow(&buyer.id, come_back(shop, &buyer, &unsettled.url)).await?;
    shop.database.store_outcome(&buyer.id, &told).await?;
    Ok(true)
}

/// What came back does not say it, and the update may have succeeded all the same.
async fn look_at(shop: &Shop, pay: &AmazonPay, update: &UpdateState) {
    if let Err(error) = refresh(shop, pay, update.charge_permission_id(), Reason::Asked).await {
        tracing::warn!("the shop could not read a wallet: {error}");
    }
}
