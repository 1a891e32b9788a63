//! The script and the hosted page, over plain http.

mod address_form;
mod button;
mod form;
pub(crate) mod initiate;
mod layout;
mod payload;
pub(crate) mod posted;
mod script;
mod unguessable;
mod update;
mod view;

use crate::loopback::is_own_host;
use crate::notifications::{ISSUER_PATH, issuer_certificate};
use crate::shared::Shared;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::{HeaderValue, StatusCode, header};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// Answers until it is aborted, and its connections with it.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let port = listener.local_addr().map_or(0, |address| address.port());
    // It is dropped with this future, and so ends the connections, which run on their own.
    let (_alive, ended) = oneshot::channel::<()>();
    let end = async {
        let _ = ended.await;
    };
    let _ = axum::serve(listener, router(shared, port)).with_graceful_shutdown(end).await;
}

fn router(shared: Arc<Shared>, port: u16) -> Router {
    Router::new()
        .route("/", get(layout::home))
        .route("/checkout.js", get(script::checkout_js))
        .route("/style.css", get(layout::style))
        .route("/checkout/initiate", post(initiate::initiate))
        .route("/update/{id}", get(update::show).post(update::act))
        .route("/update/{id}/address", post(update::add_address))
        .fallback(layout::nothing_here)
        .method_not_allowed_fallback(layout::nothing_here)
        .layer(DefaultBodyLimit::max(form::MAX_BYTES))
        .layer(middleware::from_fn_with_state(port, guard))
        // Behind the guard's back: it is asked for under the authority's own name.
        .route(ISSUER_PATH, get(issuer_certificate))
        .with_state(shared)
}

/// Refuses requests for another host name, and marks each answer as a stand-in's.
async fn guard(State(port): State<u16>, request: Request, next: Next) -> Response {
    let mut response = if is_own_host(request.uri(), request.headers(), port) {
        next.run(request).await
    } else {
        let words = format!(
            "This is amazon-pay-stand-in, for tests on this machine only. Open it as 127.0.0.1:{port} or \
             localhost:{port}: it answers under no other name.\n"
        );
        (StatusCode::MISDIRECTED_REQUEST, words).into_response()
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::SERVER, "amazon-pay-stand-in"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
