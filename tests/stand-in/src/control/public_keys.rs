//! The merchant's public keys.

use super::calls::{Calls, Control};
use super::input::{Body, Id};
use super::refusal::Refusal;
use crate::start_error::StartError;
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn calls() -> Calls {
    Calls::default()
        .post(
            "/public-keys",
            "Registers a public key, as Seller Central does, or replaces the key with this id",
            register,
        )
        .delete(
            "/public-keys/{id}",
            "Removes a public key, so that every request with it is refused from now on",
            retire,
        )
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Registered {
    public_key_id: String,
    public_key_pem: String,
}

async fn register(
    State(control): State<Arc<Control>>,
    Body(registered): Body<Registered>,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let Registered { public_key_id: id, public_key_pem: pem } = registered;
    let key = control.shared.setup.key(&id, &pem).map_err(|error| {
        let of_id =
            matches!(error, StartError::PublicKeyId { .. } | StartError::KeyOfOtherEnvironment { .. });
        let member = if of_id { "publicKeyId" } else { "publicKeyPem" };
        // "What is wrong: what to do".
        let words = error.to_string();
        let (error, remedy) = words.split_once(": ").unwrap_or((&words, "Send another"));
        Refusal::of_member(member, error).remedy(remedy)
    })?;
    Arc::make_mut(&mut control.shared.state().keys).insert(id, key);
    Ok((StatusCode::CREATED, ids(&control)))
}

async fn retire(State(control): State<Arc<Control>>, Id(id): Id) -> Result<Json<Value>, Refusal> {
    let key = Arc::make_mut(&mut control.shared.state().keys).remove(&id);
    key.map(|_| ids(&control))
        .ok_or_else(|| Refusal::not_found("public key", &id).remedy("Register it with `POST /public-keys`"))
}

fn ids(control: &Control) -> Json<Value> {
    let state = control.shared.state();
    let mut ids: Vec<_> = state.keys.keys().collect();
    ids.sort();
    Json(json!({ "publicKeyIds": ids }))
}
