//! What the API received.

use super::calls::{Calls, Control};
use super::fault::FaultForm;
use super::input::Filter;
use super::refusal::Refusal;
use crate::record::Record;
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

const LIMIT: usize = 100;
const HIGHEST_LIMIT: usize = 10_000;

pub(super) fn calls() -> Calls {
    Calls::default().get("/requests", "Lists the requests that the API received, in order", list)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    /// The id of a session or a permission. A permission's requests include those for its charges.
    id: Option<String>,
    /// How many of the newest requests are listed.
    limit: Option<usize>,
}

async fn list(
    State(control): State<Arc<Control>>,
    Filter(which): Filter<Which>,
) -> Result<Json<Value>, Refusal> {
    let limit = which.limit.unwrap_or(LIMIT);
    if !(1..=HIGHEST_LIMIT).contains(&limit) {
        return Err(Refusal::of_member("limit", format!("{limit} is not from 1 to {HIGHEST_LIMIT}"))
            .remedy(format!("Leave it out for the last {LIMIT}")));
    }
    let wanted = |record: &&Record| which.id.is_none() || record.resource_id == which.id;
    let state = control.shared.state();
    let found: Vec<_> = state.records.iter().filter(wanted).collect();
    let requests: Vec<_> =
        found[found.len().saturating_sub(limit)..].iter().map(|record| shown(record)).collect();
    Ok(Json(json!({ "total": found.len(), "requests": requests })))
}

/// All but the header `authorization`, because anybody who has it can send the request again.
fn shown(record: &Record) -> Value {
    json!({
        "time": Timestamp::try_from(record.time).ok().map(|time| time.to_string()),
        "method": record.method.as_str(),
        "target": record.target,
        "date": record.date,
        "idempotencyKey": record.idempotency_key,
        "signatureIsGood": record.signature_is_good,
        "fault": record.fault.as_ref().map(FaultForm::of),
    })
}
