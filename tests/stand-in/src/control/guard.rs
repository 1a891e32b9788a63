//! Lets only programs on this machine call the control interface. A page in a browser could reach it too, and must
//! not.

use super::refusal::Refusal;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use std::sync::Arc;

/// The names of the control interface at its port, such as `127.0.0.1:PORT`.
pub(super) struct Names([String; 3]);

impl Names {
    pub(super) fn new(port: u16) -> Names {
        Names(["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}")))
    }

    fn has(&self, host: &str) -> bool {
        self.0.iter().any(|name| name.eq_ignore_ascii_case(host))
    }

    fn has_origin(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|host| self.has(host))
    }
}

/// Lets a request through that is addressed to the control interface and does not come from a page of another origin.
///
/// An attacker's name that resolves to this machine shows in `Host`. A page of another origin shows in `Origin`, and
/// a browser sends `Sec-Fetch-Site` even when it sends no origin.
pub(super) async fn guard(State(names): State<Arc<Names>>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&names, request.uri(), request.headers()) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    response.headers_mut().insert(header::SERVER, HeaderValue::from_static("amazon-pay-stand-in"));
    response
}

fn refusal(names: &Names, uri: &Uri, headers: &HeaderMap) -> Option<Refusal> {
    let addressed = uri.authority().is_none_or(|authority| names.has(authority.as_str()));
    if !addressed || !all(headers, "host", 1, |host| names.has(host)) {
        let error = "The control interface is not called by this `Host`";
        let remedy = format!("Call it by its own address, http://{}", names.0[0]);
        return Some(Refusal::new(StatusCode::MISDIRECTED_REQUEST, error).remedy(remedy));
    }
    let from_elsewhere = !all(headers, "origin", 0, |origin| names.has_origin(origin))
        || !all(headers, "sec-fetch-site", 0, |site| matches!(site, "same-origin" | "none"));
    from_elsewhere.then(|| {
        let error = "A page of another origin may not steer the control interface";
        Refusal::new(StatusCode::FORBIDDEN, error)
            .remedy("Call it from a program, without the headers `origin` and `sec-fetch-site`")
    })
}

/// Whether each value of a header is fine, and there are at least `at_least` values.
fn all(headers: &HeaderMap, name: &str, at_least: usize, fine: impl Fn(&str) -> bool) -> bool {
    let values = headers.get_all(name);
    values.iter().count() >= at_least && values.iter().all(|value| value.to_str().is_ok_and(&fine))
}
