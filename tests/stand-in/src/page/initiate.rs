//! `POST /checkout/initiate`: what a button posts comes in.

use super::form::MAX_BYTES;
use super::posted::Posted;
use super::{button, layout, unguessable, update};
use crate::refused::Refused;
use crate::shared::Shared;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use std::sync::Arc;

/// Opens a Checkout Session. `Ok` is its id.
pub(crate) fn open(shared: &Shared, posted: &Posted) -> Result<String, Refused> {
    let keys = Arc::clone(&shared.state().keys);
    // Outside the lock, for it is what takes time.
    let opening = button::checked(posted, &shared.setup, &keys)?;
    let id = unguessable::uuid();
    let now = shared.clock.now();
    shared.state().world.open_session(opening, &id, unguessable::token(), now)?;
    Ok(id)
}

pub(super) async fn initiate(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let opened = form(&headers, body).and_then(|body| open(&shared, &Posted::read(&body)?));
    let id = match opened {
        Ok(id) => id,
        Err(refused) => return layout::refused(&refused).into_response(),
    };
    let mut state = shared.state();
    match state.world.outcomes.pop_front() {
        None => update::see_other(&format!("/update/{id}")),
        Some(outcome) => {
            let now = shared.clock.now();
            let done = state.world.carry_out(&id, outcome, now);
            update::answer(&shared.setup, &mut state.world, &id, now, done)
        }
    }
}

fn form(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Bytes, Refused> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(Refused::new(
            "InvalidRequestFormat",
            "the request is not a form",
            "post the fields as application/x-www-form-urlencoded, as checkout.js does",
        ));
    }
    body.map_err(|_| {
        let message = format!("the form has more than {MAX_BYTES} bytes, or a part of it did not arrive");
        Refused::new("RequestTooLarge", message, "shorten the payload")
    })
}
