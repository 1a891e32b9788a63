//! The parts of a signed request by themselves, for this project's own tests: not part of the interface.

use super::{canonical_request, encode};
use crate::signing::Algorithm;
use http::{HeaderName, HeaderValue, Method, Request};

/// The signed form of a path in plain text.
#[must_use]
pub fn path(text: &str) -> String {
    encode::path(text)
}

/// The signed form of a query's parameters.
#[must_use]
pub fn query(parameters: &[(&str, &str)]) -> String {
    encode::query(parameters.iter().copied())
}

/// The canonical request of any method, target, headers and body.
///
/// # Panics
///
/// When the target or a header is malformed.
#[must_use]
pub fn canonical_request(method: &Method, target: &str, headers: &[(&str, &str)], body: &str) -> String {
    let mut request = Request::new(body);
    *request.method_mut() = method.clone();
    *request.uri_mut() = target.parse().expect("a path and a query");
    for (name, value) in headers {
        let name: HeaderName = name.parse().expect("the name of a header");
        request.headers_mut().append(name, HeaderValue::from_str(value).expect("the value of a header"));
    }
    let mut signed: Vec<HeaderName> = request.headers().keys().cloned().collect();
    signed.sort_by(|a, b| a.as_str().cmp(b.as_str()));
    canonical_request::canonical_request(&request, &signed)
}

/// The header `authorization` for a signature.
#[must_use]
pub fn authorization(
    algorithm: Algorithm,
    public_key_id: &str,
    signed_headers: &[&str],
    signature: &str,
) -> String {
    canonical_request::authorization(algorithm, public_key_id, &signed_headers.join(";"), signature)
}
