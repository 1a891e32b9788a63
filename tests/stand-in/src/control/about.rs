//! The name of the program, its addresses, and the list of calls.

use super::addresses::Addresses;
use super::calls::{Calls, Control};
use crate::notifications::{merchants_topic, sns_authority};
use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn calls() -> Calls {
    Calls::default().get("/", "Says what this is, and lists the calls", about)
}

async fn about(State(control): State<Arc<Control>>) -> Json<Value> {
    let setup = &control.shared.setup;
    let Addresses { api, page, control: own, ca_pem } = &control.addresses;
    Json(json!({
        "name": "amazon-pay-stand-in",
        "version": env!("CARGO_PKG_VERSION"),
        "about": "A stand-in for Amazon Pay on this machine, for tests. It is not Amazon's.",
        "api": format!("https://localhost:{}", api.port()),
        "page": format!("http://{page}"),
        "checkoutJs": format!("http://{page}/checkout.js"),
        "control": format!("http://{own}"),
        "caPem": ca_pem,
        "region": setup.region.to_string(),
        "environment": setup.environment.to_string(),
        "merchantId": setup.merchant(),
        "topicArn": merchants_topic(setup),
        "snsCaPem": sns_authority().root_pem,
        "calls": control.calls,
    }))
}
