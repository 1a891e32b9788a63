//! Resets everything to the start.

use super::calls::{Calls, Control};
use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn calls() -> Calls {
    Calls::default().post(
        "/reset",
        "Resets everything except the merchant's keys to the start, including the clock",
        reset,
    )
}

async fn reset(State(control): State<Arc<Control>>) -> Json<Value> {
    control.shared.reset();
    Json(json!({}))
}
