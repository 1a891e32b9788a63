//! The buyer is back from Amazon's page.

use super::{AmazonPay, Reason, refresh};
use crate::database::{Buyer, Outcome};
use crate::error::ShopError;
use crate::log::notes;
use crate::shop::Shop;
use amazonpay_update::return_state::{StateError, UpdateState};
use amazonpay_update::session::{BuyerReturn, NextStep, StartAgainReason};
use std::time::Duration;

/// How long to wait before a return is completed again, the first time, unless Amazon Pay says.
const A_MINUTE: Duration = Duration::from_secs(60);

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
    let verified = match BuyerReturn::from_url(url).verify_state([&pay.state_key.verifying_key()], &started) {
        Ok(verified) => verified,
        Err(refused) => {
            notes::refused(refused);
            if refused == StateError::NoCheckoutSession {
                look_at(shop, pay, &started).await;
            }
            let kind = match refused {
                StateError::NoCheckoutSession => "no-session",
                StateError::Expired { .. } => "expired",
                _ => "refused",
            };
            return Ok(outcome(kind, refused.buyer_message(&language), None));
        }
    };
    let update = verified.update();
    notes::returned(&verified);

    let step = pay.client.complete_return(&verified).await?;
    notes::next_step(&step);
    let mut settled = true;
    match &step {
        NextStep::Updated(_) | NextStep::AlreadyCompleted(_) => {
            // Nobody delivers a return again, so it is tried again here.
            let reason = Reason::Updated(&buyer.id, &verified);
            if let Err(error) = refresh(shop, pay, update.charge_permission_id(), reason).await {
                tracing::warn!("what was updated is looked at again: {error}");
                shop.database.try_again(&buyer.id, url, Duration::ZERO).await?;
                settled = false;
            }
        }
        NextStep::RetryLater { after, .. } => {
            shop.database.try_again(&buyer.id, url, after.unwrap_or(A_MINUTE)).await?;
            settled = false;
        }
        NextStep::FixConfiguration { problem, error, .. } => tracing::error!("{problem} ({error})"),
        NextStep::StartAgain(_) | NextStep::SetUpAgain(_) => {}
    }
    if settled {
        shop.database.forget_unsettled(url).await?;
    }
    Ok(outcome(kind(&step), step.buyer_message(&language), Some(update)))
}

/// Completes again what Amazon Pay could not answer for: one return that is due, if there is one.
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

/// Nobody knows which update it was, so the shop looks at every one it may have been.
async fn look_at(shop: &Shop, pay: &AmazonPay, started: &[UpdateState]) {
    for update in started {
        if let Err(error) = refresh(shop, pay, update.charge_permission_id(), Reason::Asked).await {
            tracing::warn!("a wallet could not be looked at: {error}");
        }
    }
}

fn outcome(kind: &str, message: &str, update: Option<&UpdateState>) -> Outcome {
    let charge_permission_id = update.map(|update| update.charge_permission_id().to_string());
    Outcome { kind: kind.to_owned(), message: message.to_owned(), charge_permission_id }
}

fn kind(step: &NextStep) -> &'static str {
    match step {
        NextStep::Updated(_) | NextStep::AlreadyCompleted(_) => "updated",
        NextStep::StartAgain(StartAgainReason::BuyerCanceled) => "canceled",
        NextStep::StartAgain(StartAgainReason::Declined) => "declined",
        NextStep::StartAgain(StartAgainReason::Expired) => "expired",
        NextStep::StartAgain(_) => "start-again",
        NextStep::SetUpAgain(_) => "set-up-again",
        NextStep::RetryLater { .. } => "checking",
        NextStep::FixConfiguration { .. } => "our-fault",
    }
}
