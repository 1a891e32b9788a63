//! A request to Amazon Pay's API, before it is signed.

use super::encode;
use super::idempotency_key::IdempotencyKey;
use crate::shown::may_be_shown;
use crate::value::{ChargePermissionId, CheckoutSessionId};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use std::fmt;

/// The version of the API, the first segment of a path after the environment.
const VERSION: &str = "/v2/";

/// The headers a signer writes.
pub(super) const ACCEPT: &str = "accept";
pub(super) const AUTHORIZATION: &str = "authorization";
pub(super) const CONTENT_TYPE: &str = "content-type";
pub(super) const DATE: &str = "x-amz-pay-date";
pub(super) const HOST: &str = "x-amz-pay-host";
pub(super) const IDEMPOTENCY_KEY: &str = "x-amz-pay-idempotency-key";
pub(super) const REGION: &str = "x-amz-pay-region";
pub(super) const USER_AGENT: &str = "user-agent";

/// Headers that a caller cannot set, because the signer or the transport writes them.
const RESERVED: &[&str] = &[
    ACCEPT,
    AUTHORIZATION,
    CONTENT_TYPE,
    DATE,
    HOST,
    IDEMPOTENCY_KEY,
    REGION,
    USER_AGENT,
    "connection",
    "content-length",
    "host",
    "transfer-encoding",
];

/// A request to Amazon Pay's API as data. A [`RequestSigner`](super::RequestSigner) makes an [`http::Request`] of it.
///
/// A `POST` has an [`IdempotencyKey`] from the start. When the same request is signed and sent again, it has a new
/// date and signature, and keeps the key. So Amazon Pay does nothing twice.
///
/// A different request needs a different key. So a request that is changed gets a new key, unless the key
/// [was chosen](ApiRequest::with_idempotency_key), and a request cannot be cloned.
///
/// # Examples
///
/// The requests of the return leg have functions of their own. Any other request is built:
///
/// ```
/// use amazonpay_update::checkout_session_id;
/// use amazonpay_update::session::ApiRequest;
/// use http::Method;
///
/// let complete =
///     ApiRequest::complete_checkout_session(&checkout_session_id!("acf951ea-32ee-4dea-916b-2caa9b218e4a"));
///
/// let cancel = ApiRequest::new(Method::DELETE, "charges")?
///     .segment("S01-5105180-3221187-C056351")?
///     .segment("cancel")?
///     .body(r#"{"cancellationReason":"out of stock"}"#);
/// let reports = ApiRequest::new(Method::GET, "reports")?
///     .query("reportTypes", "_GET_FLAT_FILE_OFFAMAZONPAYMENTS_ORDER_REFERENCE_DATA_")
///     .query("pageSize", "10");
/// # Ok::<(), amazonpay_update::session::InvalidRequest>(())
/// ```
///
/// ```compile_fail,E0599
/// use amazonpay_update::session::ApiRequest;
/// use http::Method;
///
/// let charge = ApiRequest::new(Method::POST, "charges")?;
/// let twice = charge.clone().body("{}"); // two charges under one key
/// # Ok::<(), amazonpay_update::session::InvalidRequest>(())
/// ```
#[must_use]
pub struct ApiRequest {
    method: Method,
    path: String,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    idempotency_key: Option<IdempotencyKey>,
    /// Whether the caller chose the key. A changed request then keeps it.
    key_is_chosen: bool,
    body: String,
}

impl ApiRequest {
    /// Complete Checkout Session: the update takes effect, and the answer is the Checkout Session.
    ///
    /// `POST /v2/checkoutSessions/{checkoutSessionId}/complete` with the body `{}`: an update has no
    /// amount. Amazon Pay cancels a session that is not completed within 24 hours.
    pub fn complete_checkout_session(id: &CheckoutSessionId) -> ApiRequest {
        let path = format!("{VERSION}checkoutSessions/{}/complete", encode::segment(id.as_str()));
        ApiRequest { body: "{}".to_owned(), ..ApiRequest::with_path(Method::POST, path) }
    }

    /// Get Checkout Session: the state of the session. Amazon Pay keeps a session for 30 days.
    ///
    /// `GET /v2/checkoutSessions/{checkoutSessionId}`
    pub fn get_checkout_session(id: &CheckoutSessionId) -> ApiRequest {
        let path = format!("{VERSION}checkoutSessions/{}", encode::segment(id.as_str()));
        ApiRequest::with_path(Method::GET, path)
    }

    /// Get Charge Permission: the state and details of the stored permission, for example after an update.
    ///
    /// `GET /v2/chargePermissions/{chargePermissionId}`
    pub fn get_charge_permission(id: &ChargePermissionId) -> ApiRequest {
        let path = format!("{VERSION}chargePermissions/{}", encode::segment(id.as_str()));
        ApiRequest::with_path(Method::GET, path)
    }

    /// Any other request. `path` is the part of the path after `/v2/` in Amazon's documentation, up to the first id,
    /// in plain text. Add each id as a [segment](ApiRequest::segment).
    ///
    /// # Errors
    ///
    /// [`InvalidRequest::Path`] when the path has a query, a fragment, or a segment `.` or `..`, and
    /// [`InvalidRequest::Version`] when it begins before `/v2/`.
    pub fn new(method: Method, path: &str) -> Result<ApiRequest, InvalidRequest> {
        if path.contains(['?', '#', '\\']) || path.split('/').any(is_relative) {
            return Err(InvalidRequest::Path);
        }
        let first = path.split('/').find(|segment| !segment.is_empty()).unwrap_or_default();
        if matches!(first, "v2" | "live" | "sandbox") || path.contains("://") {
            return Err(InvalidRequest::Version);
        }
        Ok(ApiRequest::with_path(method, encode::path(&[VERSION, path].concat())))
    }

    fn with_path(method: Method, path: String) -> ApiRequest {
        let idempotency_key = (method == Method::POST).then(IdempotencyKey::random);
        ApiRequest {
            method,
            path,
            query: Vec::new(),
            headers: HeaderMap::new(),
            idempotency_key,
            key_is_chosen: false,
            body: String::new(),
        }
    }

    /// A changed request is a different request, and Amazon Pay refuses a different request under a known key.
    fn changed(mut self) -> ApiRequest {
        if !self.key_is_chosen {
            self.idempotency_key = self.idempotency_key.map(|_| IdempotencyKey::random());
        }
        self
    }

    /// Adds one segment to the path, for example an id. Special characters are encoded.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest::Segment`] when the segment is empty, `.` or `..`, because it would then name another
    /// resource.
    pub fn segment(mut self, segment: &str) -> Result<ApiRequest, InvalidRequest> {
        if segment.is_empty() || is_relative(segment) {
            return Err(InvalidRequest::Segment);
        }
        if !self.path.ends_with('/') {
            self.path.push('/');
        }
        self.path.push_str(&encode::segment(segment));
        Ok(self.changed())
    }

    /// Adds a parameter to the query. The query is sorted when it is signed.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> ApiRequest {
        self.query.push((name.into(), value.into()));
        self.changed()
    }

    /// Adds a header, for example `x-amz-pay-authtoken`. The signature covers it.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest::HeaderName`] or [`InvalidRequest::HeaderValue`] when the name or value cannot be signed, and
    /// [`InvalidRequest::ReservedHeader`] when the signer or the transport writes this header.
    pub fn header(mut self, name: &str, value: &str) -> Result<ApiRequest, InvalidRequest> {
        // The name may be a secret that was passed in place of the value.
        let may_be_shown = may_be_shown(name);
        let name: HeaderName = name.parse().map_err(|_| InvalidRequest::HeaderName)?;
        if RESERVED.contains(&name.as_str()) {
            return Err(InvalidRequest::ReservedHeader { name });
        }
        // Amazon's SDKs differ in how they sign white space within a value.
        let one_blank = |value: &str| value.split(' ').all(|word| !word.is_empty());
        let visible = |value: &str| value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        let mut value = match HeaderValue::from_str(value) {
            Ok(header) if one_blank(value) && visible(value) => header,
            _ if !may_be_shown => return Err(InvalidRequest::HeaderName),
            _ => return Err(InvalidRequest::HeaderValue { name }),
        };
        // The value may be a credential, as `x-amz-pay-authtoken` is, and the sent request has `Debug`.
        value.set_sensitive(true);
        self.headers.append(name, value);
        Ok(self.changed())
    }

    /// Sets the idempotency key. The request keeps this key when it is changed afterwards.
    ///
    /// Amazon advises against a key for methods other than `POST`.
    pub fn with_idempotency_key(self, key: IdempotencyKey) -> ApiRequest {
        ApiRequest { idempotency_key: Some(key), key_is_chosen: true, ..self }
    }

    /// Sets the body, a JSON text. It is signed and sent byte for byte.
    pub fn body(self, json: impl Into<String>) -> ApiRequest {
        ApiRequest { body: json.into(), ..self }.changed()
    }

    /// The idempotency key, if the request has one.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&IdempotencyKey> {
        self.idempotency_key.as_ref()
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The encoded path, from `/v2/` on.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Path and query after a prefix, encoded and sorted.
    pub(super) fn target(&self, prefix: &str) -> String {
        let query = encode::query(self.query.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let mark = if query.is_empty() { "" } else { "?" };
        [prefix, &self.path, mark, &query].concat()
    }

    /// The headers the caller added.
    pub(super) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(super) fn body_text(&self) -> &str {
        &self.body
    }
}

fn is_relative(segment: &str) -> bool {
    matches!(segment, "." | "..")
}

// Query, headers and body can hold secrets, which must not reach a log.
impl fmt::Debug for ApiRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("idempotency_key", &self.idempotency_key)
            .finish_non_exhaustive()
    }
}

/// A part of a request is not valid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidRequest {
    /// The path has a query, a fragment, or a segment `.` or `..`.
    #[error(
        "the path must be plain: add a query with `query` and ids with `segment`, and leave out `.`, `..`, `#` and \
         `\\`"
    )]
    Path,
    /// The path has a part that the signer writes.
    #[error(
        "the path must begin after `/v2/`: leave out the scheme, the host, `sandbox` or `live`, and `v2`, because \
         the signer writes them"
    )]
    Version,
    /// The segment would name another resource.
    #[error("a segment of the path must not be empty, `.` or `..`: pass the id itself")]
    Segment,
    /// The text is not the name of a header.
    #[error("a header's name consists of letters, digits and `-`: correct the name")]
    HeaderName,
    /// The caller cannot set this header.
    #[error("the header `{name}` is written by the signer or the transport: leave it out")]
    ReservedHeader {
        /// The header.
        name: HeaderName,
    },
    /// The value of the header cannot be signed.
    #[error(
        "the value of `{name}` must be visible ASCII characters with single blanks between them: encode or trim it"
    )]
    HeaderValue {
        /// The header.
        name: HeaderName,
    },
}
