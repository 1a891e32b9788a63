//! What the shop itself has to say of the flow.

use super::entries::{Kind, note};
use crate::amazon_pay::StartedUpdate;
use amazonpay_update::ChargePermissionId;
use amazonpay_update::ipn::{Message, Outcome};
use amazonpay_update::return_state::{StateError, VerifiedReturn};
use amazonpay_update::session::{ApiError, ChargePermission, NextStep};
use axum::http::Response;
use serde::Serialize;

/// A payload is signed.
pub fn signed(signed: &StartedUpdate) {
    let details = vec![
        ("payloadJSON", signed.payload_json().to_owned()),
        ("string to sign", signed.string_to_sign()),
        ("signature", signed.signature().to_owned()),
        ("publicKeyId", signed.public_key_id().to_string()),
        ("what the click passes to Amazon's script", signed.button().to_json()),
    ];
    note(Kind::Signed, "The shop signed an update payload for the button", details);
}

/// A buyer is back, from an update that they have started.
pub fn returned(back: &VerifiedReturn) {
    let update = back.update();
    let details = vec![
        ("checkoutSessionId", back.checkout_session_id().to_string()),
        ("chargePermissionId", update.charge_permission_id().to_string()),
        ("productType", update.product_type().to_owned()),
    ];
    note(Kind::Return, "The buyer is back, and the state token is valid", details);
}

/// A buyer is back, and the shop completes nothing.
pub fn refused(why: StateError) {
    note(Kind::Return, "The buyer is back, and the shop refuses the return", vec![("why", why.to_string())]);
}

/// What the library says is to be done next.
pub fn next_step(step: &NextStep) {
    let title = match step {
        NextStep::Updated(_) => "Updated".to_owned(),
        NextStep::AlreadyCompleted(_) => "AlreadyCompleted".to_owned(),
        NextStep::StartAgain(reason) => format!("StartAgain: {reason:?}"),
        NextStep::SetUpAgain(error) => format!("SetUpAgain: {error}"),
        NextStep::RetryLater { may_be_completed: true, cause, .. } => {
            format!("RetryLater, and the session may be completed: {cause}")
        }
        NextStep::RetryLater { cause, .. } => format!("RetryLater: {cause}"),
        NextStep::FixConfiguration { problem, .. } => format!("FixConfiguration: {problem}"),
    };
    let session = match step {
        NextStep::Updated(session) | NextStep::AlreadyCompleted(session) => {
            vec![("Checkout Session", json(session))]
        }
        _ => Vec::new(),
    };
    note(Kind::NextStep, title, session);
}

/// What Amazon Pay says of a wallet.
pub fn permission(answer: &ChargePermission) {
    note(Kind::Answer, "The shop read a Charge Permission", vec![("Charge Permission", json(answer))]);
}

/// What Amazon Pay says of a wallet is stored, or was before.
pub fn stored(id: &ChargePermissionId, outcome: Outcome) {
    let title = match outcome {
        Outcome::Handled => format!("The shop stored what it read of {id}"),
        Outcome::Duplicate => format!("The shop did nothing, because it had stored {id} before"),
    };
    note(Kind::NextStep, title, Vec::new());
}

/// A charge is answered.
pub fn charged(response: &Response<Vec<u8>>) {
    let body = String::from_utf8_lossy(response.body()).into_owned();
    note(Kind::Answer, "Amazon Pay answered the charge", vec![("body", body)]);
}

/// Amazon Pay does not take the shop's request for a charge.
pub fn not_charged(refusal: &ApiError) {
    let title = "The shop cannot charge: its operator has to correct keys, clock or account";
    note(Kind::NextStep, title, vec![("why", refusal.to_string())]);
}

/// A notification is verified.
pub fn notified(message: &Message) {
    let details = vec![
        ("MessageId", message.message_id().to_owned()),
        ("TopicArn", message.topic_arn().to_string()),
        ("Message", message.message().to_owned()),
    ];
    note(Kind::Notification, "The shop verified a notification", details);
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
