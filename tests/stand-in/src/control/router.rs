//! All calls, behind the guard.

use super::calls::{Calls, Control};
use super::guard::{Names, guard};
use super::refusal::Refusal;
use super::{
    about, buyer, charge_permissions, charges, checkout_sessions, clock, faults, notifications, outcomes,
    public_keys, requests, reset,
};
use crate::addresses::Addresses;
use crate::shared::Shared;
use axum::Router;
use axum::middleware::from_fn_with_state;
use http::{Method, StatusCode, Uri};
use std::sync::Arc;

/// Each topic's calls, in the order in which they are listed.
fn calls() -> Calls {
    [
        about::calls(),
        charge_permissions::calls(),
        charges::calls(),
        checkout_sessions::calls(),
        outcomes::calls(),
        buyer::calls(),
        clock::calls(),
        faults::calls(),
        requests::calls(),
        notifications::calls(),
        public_keys::calls(),
        reset::calls(),
    ]
    .into_iter()
    .fold(Calls::default(), Calls::and)
}

pub(super) fn router(shared: Arc<Shared>, addresses: Addresses) -> Router {
    let Calls { list, router } = calls();
    let names = Arc::new(Names::new(addresses.control.port()));
    router
        .fallback(no_such_call)
        .method_not_allowed_fallback(other_method)
        .with_state(Arc::new(Control { shared, addresses, calls: list }))
        .layer(from_fn_with_state(names, guard))
}

async fn no_such_call(uri: Uri) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, format!("There is no call at `{}`", uri.path()))
        .remedy("`GET /` lists the calls")
}

async fn other_method(method: Method, uri: Uri) -> Refusal {
    let error = format!("`{method}` is not a call at `{}`", uri.path());
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, error)
        .remedy("The header `allow` names the methods there, and `GET /` lists the calls")
}
