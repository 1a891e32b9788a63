//! The money for the next delivery: Create Charge, which the library has no type for.

use super::AmazonPay;
use crate::database::{PaymentState, Wallet};
use crate::error::ShopError;
use crate::log::notes;
use crate::shop::Shop;
use amazonpay_update::session::{AnswerError, ApiRequest};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

/// Charges a wallet, once however often it is called at the same time: the key is kept until the answer is.
///
/// # Errors
///
/// When Amazon Pay or the database does not answer. The shop does not know then whether the buyer has paid, so the key
/// stays.
pub async fn charge(shop: &Shop, pay: &AmazonPay, wallet: &Wallet, amount: &str) -> Result<(), ShopError> {
    let body = json!({
        "chargePermissionId": wallet.charge_permission_id,
        "chargeAmount": { "amount": amount, "currencyCode": pay.region().ledger_currency() },
        "captureNow": true,
        "canHandlePendingAuthorization": false,
    });
    let request = ApiRequest::new(Method::POST, "charges")?
        .body(body.to_string())
        .with_idempotency_key(wallet.idempotency_key.clone());
    let response = pay.client.send(&request).await?;
    notes::charged(&response);
    let charge: Value = serde_json::from_slice(response.body()).unwrap_or_default();
    let (state, refusal) = match AnswerError::from_response(&response) {
        None => match charge["statusDetails"]["state"].as_str() {
            Some("Authorized" | "CaptureInitiated" | "Captured") => (PaymentState::Paid, None),
            Some("AuthorizationInitiated") => (PaymentState::Pending, None),
            Some("Declined" | "Canceled") => {
                (PaymentState::Refused, charge["statusDetails"]["reasonCode"].as_str().map(Into::into))
            }
            _ => return Err(ShopError::Unanswered),
        },
        // With 422 Amazon Pay refuses the payment. This is its answer to the key for ever, and nothing was charged under
        // the key. So the next charge has a new one.
        //
        // With 400, 401, 403, 404, 409 and others it refuses the shop's request, and the buyer can do nothing about
        // that. The key stays then. Such an answer can come before Amazon Pay looks for the key, or from the wrong
        // environment. So it does not say whether an earlier request under the key has charged, and with a new key the
        // shop could charge twice. Amazon does not document whether it remembers such a refusal. If it answers the same
        // after the correction, the operator makes sure that there is no charge, and gives the payment a new key.
        Some(AnswerError::Api(refusal)) if refusal.status == StatusCode::UNPROCESSABLE_ENTITY => {
            (PaymentState::Refused, refusal.reason_code.map(|code| code.to_string()))
        }
        Some(AnswerError::Api(refusal)) if !refusal.is_transient() => {
            tracing::error!("the shop cannot charge: correct its keys, clock or account ({refusal})");
            notes::not_charged(&refusal);
            (PaymentState::OurFault, None)
        }
        Some(error) => return Err(error.into()),
    };
    Ok(shop.database.store_charge(wallet, state, charge["chargeId"].as_str(), refusal.as_deref()).await?)
}
