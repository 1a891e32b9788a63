//! The request that an answer must belong to.

use super::canonical_request::string_to_sign_of;
use super::request::AUTHORIZATION;
use crate::region::Environment;
use crate::value::PublicKeyId;
use http::{HeaderMap, Request, Uri};
use std::fmt;

/// The parts of a sent request that its answer is compared with: the object that it asks for, the environment, and the
/// signature.
///
/// Make it from the signed request, just before you give the request to the HTTP client.
/// [`after_complete`](super::after_complete) needs it. A proxy or a cache can bring an answer about another object.
/// Such an answer is refused. No error repeats the signature.
///
/// # Examples
///
/// ```
/// use amazonpay_update::session::{Completion, ExpectedUpdate, SentRequest, after_complete};
///
/// fn complete(
///     request: http::Request<String>,
///     expected: &ExpectedUpdate,
///     send: impl Fn(http::Request<String>) -> http::Response<Vec<u8>>,
/// ) -> Completion {
///     let sent = SentRequest::of(&request);
///     after_complete(&send(request), &sent, expected)
/// }
/// ```
#[derive(Clone)]
pub struct SentRequest {
    string_to_sign: String,
    signature: String,
    #[cfg(feature = "client")]
    public_key_id: Option<PublicKeyId>,
    asked_for: Option<AskedFor>,
    environment: Option<Environment>,
}

/// The object a request names.
#[derive(Clone)]
pub(super) enum AskedFor {
    CheckoutSession(String),
    ChargePermission(String),
}

impl SentRequest {
    /// Reads a request that a [`RequestSigner`](super::RequestSigner) made.
    ///
    /// If the request names neither a Checkout Session nor a Charge Permission, no answer matches it.
    #[must_use]
    pub fn of<B: AsRef<[u8]>>(request: &Request<B>) -> SentRequest {
        SentRequest {
            string_to_sign: string_to_sign_of(request).unwrap_or_default(),
            signature: authorized(request.headers(), "Signature=").to_owned(),
            #[cfg(feature = "client")]
            public_key_id: public_key_id(request),
            asked_for: asked_for(request.uri()),
            environment: environment(request),
        }
    }

    /// The string to sign, computed again from the request, as [`string_to_sign_of`](super::string_to_sign_of) does.
    /// It is empty for a request that is not signed.
    #[must_use]
    pub fn string_to_sign(&self) -> &str {
        &self.string_to_sign
    }

    pub(super) fn signature(&self) -> &str {
        &self.signature
    }

    /// The id of the public key, if the request has a valid id. Any other text must not reach a log.
    #[cfg(feature = "client")]
    pub(super) fn public_key_id(&self) -> Option<&str> {
        self.public_key_id.as_ref().map(PublicKeyId::as_str)
    }

    pub(super) fn asked_for(&self) -> Option<&AskedFor> {
        self.asked_for.as_ref()
    }

    /// The environment, Sandbox or Live, if the request names it.
    pub(super) fn environment(&self) -> Option<Environment> {
        self.environment
    }
}

// By hand, because the signature must not reach a log.
impl fmt::Debug for SentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentRequest")
            .field("string_to_sign", &self.string_to_sign)
            .field("environment", &self.environment)
            .finish_non_exhaustive()
    }
}

/// The value of a part of the header `authorization`.
fn authorized<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let authorization = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let parts = authorization.split_once(' ').map_or("", |(_, parts)| parts);
    parts.split(", ").find_map(|part| part.strip_prefix(name)).unwrap_or_default()
}

/// The object that the path names after `/v2/`.
fn asked_for(uri: &Uri) -> Option<AskedFor> {
    let (_, path) = uri.path().split_once("/v2/")?;
    let mut segments = path.split('/');
    match (segments.next()?, segments.next()?) {
        ("checkoutSessions", id) => Some(AskedFor::CheckoutSession(id.to_owned())),
        ("chargePermissions", id) => Some(AskedFor::ChargePermission(id.to_owned())),
        _ => None,
    }
}

/// The environment that the path or else the id of the public key names.
fn environment<B>(request: &Request<B>) -> Option<Environment> {
    let path = request.uri().path();
    let named = Environment::ALL.iter().find(|named| path.starts_with(&format!("/{named}/")));
    named.copied().or_else(|| public_key_id(request)?.environment())
}

fn public_key_id<B>(request: &Request<B>) -> Option<PublicKeyId> {
    authorized(request.headers(), "PublicKeyId=").parse().ok()
}
