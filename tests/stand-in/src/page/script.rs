//! `checkout.js`.

use crate::shared::Shared;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, header};
use std::sync::Arc;

const SCRIPT: &str = include_str!("checkout.js");

pub(super) async fn checkout_js(State(shared): State<Arc<Shared>>) -> Response {
    let languages = shared.setup.region.facts().languages.join("\", \"");
    let headers: [(HeaderName, HeaderValue); 2] = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        // The shop's pages are of another origin.
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
    ];
    (headers, SCRIPT.replace("LANGUAGES", &languages)).into_response()
}
