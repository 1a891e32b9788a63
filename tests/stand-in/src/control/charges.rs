//! The charges that the API created.

use super::calls::{Calls, Control};
use crate::world::Charge;
use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn calls() -> Calls {
    Calls::default().get("/charges", "Lists the charges that Create Charge has made, in order", list)
}

async fn list(State(control): State<Arc<Control>>) -> Json<Value> {
    let state = control.shared.state();
    let charges: Vec<_> = state.world.charges.iter().map(shown).collect();
    Json(json!({ "charges": charges }))
}

fn shown(charge: &Charge) -> Value {
    json!({
        "chargeId": charge.id,
        "chargePermissionId": charge.charge_permission_id,
        "state": charge.state.name(),
        "amount": charge.amount,
        "currencyCode": charge.currency,
    })
}
