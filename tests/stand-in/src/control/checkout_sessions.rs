//! Checkout Sessions of the page, and Checkout Sessions that a test makes in its place.

use super::calls::{Calls, Control};
use super::input::{Body, Id};
use super::refusal::Refusal;
use super::words::{self, LastFour};
use crate::world::{CancelReason, CheckoutSession, SessionState};
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn calls() -> Calls {
    Calls::default()
        .get("/checkout-sessions", "Lists the Checkout Sessions, in the order in which they were made", list)
        .post(
            "/checkout-sessions",
            "Makes a Checkout Session without the page, or replaces the session with this id",
            make,
        )
        .get("/checkout-sessions/{id}", "Shows a Checkout Session", show)
        .patch("/checkout-sessions/{id}", "Changes the state of a Checkout Session", change)
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum StateName {
    Open,
    Confirmed,
    Completed,
    Canceled,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Made {
    checkout_session_id: String,
    charge_permission_id: String,
    state: Option<StateName>,
    reason_code: Option<CancelReason>,
    /// The status of `CheckoutSessionCanceled`.
    cancellation_status: Option<u16>,
    guarded_by_key_alone: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Change {
    checkout_session_id: Option<String>,
    state: StateName,
    reason_code: Option<CancelReason>,
}

async fn list(State(control): State<Arc<Control>>) -> Json<Value> {
    let sessions: Vec<_> =
        control.shared.state().world.all_sessions(control.shared.clock.now()).map(shown).collect();
    Json(json!({ "checkoutSessions": sessions }))
}

async fn make(
    State(control): State<Arc<Control>>,
    Body(made): Body<Made>,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let id = made.checkout_session_id;
    words::checkout_session_id(&id)?;
    words::charge_permission_id(&made.charge_permission_id)?;
    let session_state = session_state(made.state.unwrap_or(StateName::Confirmed), made.reason_code)?;
    let permission = made.charge_permission_id;
    let mut session = CheckoutSession::new(&*id, session_state).charge_permission(&*permission);
    if let Some(status) = made.cancellation_status {
        session = session.cancellation_status(cancellation_status(status)?);
    }
    if made.guarded_by_key_alone == Some(true) {
        session = session.guarded_by_key_alone();
    }
    let mut state = control.shared.state();
    if !state.world.permissions.contains_key(&permission) {
        let error = format!("No Charge Permission has the id `{permission}`");
        return Err(Refusal::of_member("chargePermissionId", error)
            .remedy("Register it first, with `POST /charge-permissions`"));
    }
    let answer = shown(&session);
    state.world.register_session(session, control.shared.clock.now());
    Ok((StatusCode::CREATED, Json(answer)))
}

async fn show(State(control): State<Arc<Control>>, Id(id): Id) -> Result<Json<Value>, Refusal> {
    let mut state = control.shared.state();
    let session = state.world.session(&id, control.shared.clock.now()).ok_or_else(|| unknown(&id))?;
    Ok(Json(shown(session)))
}

async fn change(
    State(control): State<Arc<Control>>,
    Id(id): Id,
    Body(change): Body<Change>,
) -> Result<Json<Value>, Refusal> {
    words::same_id("checkoutSessionId", &id, change.checkout_session_id.as_deref())?;
    let session_state = session_state(change.state, change.reason_code)?;
    let mut state = control.shared.state();
    let now = control.shared.clock.now();
    let session = state.world.session(&id, now).ok_or_else(|| unknown(&id))?;
    session.set_state(session_state, now);
    Ok(Json(shown(session)))
}

fn session_state(name: StateName, reason: Option<CancelReason>) -> Result<SessionState, Refusal> {
    match (name, reason) {
        (StateName::Canceled, Some(reason)) => Ok(SessionState::Canceled(reason)),
        (StateName::Canceled, None) => Err(Refusal::of_member(
            "reasonCode",
            "A session is `Canceled` for a reason, and `reasonCode` is not there",
        )
        .remedy("Send `BuyerCanceled`, `Declined`, `Expired` or `AmazonCanceled`")),
        (_, Some(_)) => {
            Err(Refusal::of_member("reasonCode", "Only a session that is `Canceled` has a `reasonCode`")
                .remedy("Leave it out, or send the state `Canceled`"))
        }
        (StateName::Open, None) => Ok(SessionState::Open),
        (StateName::Confirmed, None) => Ok(SessionState::Confirmed),
        (StateName::Completed, None) => Ok(SessionState::Completed),
    }
}

fn cancellation_status(status: u16) -> Result<StatusCode, Refusal> {
    StatusCode::from_u16(status).ok().filter(StatusCode::is_client_error).ok_or_else(|| {
        Refusal::of_member("cancellationStatus", format!("{status} is no status of a refused request"))
            .remedy("Send 422 or 400, which sources name")
    })
}

fn shown(session: &CheckoutSession) -> Value {
    let (state, reason) = match session.state() {
        SessionState::Open => (StateName::Open, None),
        SessionState::Confirmed => (StateName::Confirmed, None),
        SessionState::Completed => (StateName::Completed, None),
        SessionState::Canceled(reason) => (StateName::Canceled, Some(reason)),
    };
    let request = session.request.as_ref();
    json!({
        "checkoutSessionId": session.id(),
        "state": state,
        "reasonCode": reason,
        "chargePermissionId": session.charge_permission_id(),
        "completions": session.completions,
        "card": session.card.map(LastFour),
        "shippingAddress": session.address,
        "productType": request.map(|request| request.product_type.name()),
        "returnUrl": request.map(|request| &request.return_url),
        "cancelUrl": request.and_then(|request| request.cancel_url.as_ref()),
    })
}

fn unknown(id: &str) -> Refusal {
    Refusal::not_found("Checkout Session", id)
        .remedy("Make it on the page, or with `POST /checkout-sessions`")
}
