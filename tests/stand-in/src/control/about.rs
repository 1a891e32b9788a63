//! The name of the program, its addresses, and the list of calls.

use super::calls::{Calls, Control};
use crate::whereabouts::Whereabouts;
use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn calls() -> Calls {
    Calls::default().get("/", "Says what this is, and lists the calls", about)
}

async fn about(State(control): State<Arc<Control>>) -> Json<Value> {
    let known = Whereabouts::of(&control.addresses, &control.shared.setup);
    Json(json!({
        "name": "amazon-pay-stand-in",
        "version": env!("CARGO_PKG_VERSION"),
        "about": "A stand-in for Amazon Pay on this machine, for tests. It is not Amazon's.",
        "api": known.api,
        "apiAddress": known.api_address,
        "page": known.page,
        "pageAddress": known.page_address,
        "checkoutJs": known.checkout_js,
        "control": known.control,
        "caPem": known.ca_pem,
        "region": known.region,
        "environment": known.environment,
        "merchantId": known.merchant_id,
        "publicKeyId": known.public_key_id,
        "topicArn": known.topic_arn,
        "snsCaPem": known.sns_ca_pem,
        "calls": control.calls,
    }))
}
