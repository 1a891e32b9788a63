//! Everything as it was at the start.

use super::calls::{Calls, Control};
use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn calls() -> Calls {
    Calls::default().post(
        "/reset",
        "Brings everything but the merchant's keys back to how it was at the start, the clock included",
        reset,
    )
}

async fn reset(State(control): State<Arc<Control>>) -> Json<Value> {
    control.shared.reset();
    Json(json!({}))
}
