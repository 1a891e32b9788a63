//! Signs requests to Amazon Pay's API.

use super::canonical_request::{authorization, canonical_request, names};
use super::request::{
    ACCEPT, AUTHORIZATION, ApiRequest, CONTENT_TYPE, DATE, HOST, IDEMPOTENCY_KEY, REGION, USER_AGENT,
};
use crate::account::previous::same_but_for_the_key;
use crate::account::{Account, AccountError, AccountKey, LoadedKey};
use crate::region::{Environment, Region, RegionName};
use crate::signing::{Algorithm, SignError, SigningKey, VerifyError, VerifyingKey, string_to_sign};
use crate::value::PublicKeyId;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Uri};
use jiff::Timestamp;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const AGENT: HeaderValue = HeaderValue::from_static(concat!("amazonpay-update/", env!("CARGO_PKG_VERSION")));

/// Signs requests to the API of a region and environment.
///
/// `K` is the key that the signer holds, as with an [`Account`]: a [`SigningKey`], or a [`VerifyingKey`] when the
/// private key lives elsewhere. Clones share the key.
///
/// The path begins with `/v2` when the id of the public key names its environment (`SANDBOX-`, `LIVE-`), otherwise
/// with `/sandbox/v2` or `/live/v2`. The signature covers the headers `accept`, `content-type`, `x-amz-pay-date`,
/// `x-amz-pay-host` and `x-amz-pay-region`, the header `x-amz-pay-idempotency-key` where the request has one, and the
/// headers that the caller added.
///
/// Documented under "Signing requests" in Amazon Pay's API reference.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::session::ApiRequest;
/// use amazonpay_update::signing::SignError;
/// use amazonpay_update::{Account, CheckoutSessionId, Us};
///
/// fn complete(account: &Account<Us>, id: &CheckoutSessionId) -> Result<http::Request<String>, SignError> {
///     account.request_signer().sign(&ApiRequest::complete_checkout_session(id))
/// }
/// ```
#[derive(Clone)]
pub struct RequestSigner<K = SigningKey> {
    region: RegionName,
    public_key_id: PublicKeyId,
    environment: Environment,
    algorithm: Algorithm,
    key: K,
    previous: Option<Arc<RequestSigner<K>>>,
}

impl<R: Region, K: AccountKey + Clone> Account<R, K> {
    /// A signer of requests to Amazon Pay's API for this account, with the account's key, algorithm and [previous
    /// key](Account::with_previous).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::session::ApiRequest;
    /// use amazonpay_update::signing::SignError;
    /// use amazonpay_update::{Account, Eu, charge_permission_id};
    ///
    /// fn stored_permission(account: &Account<Eu>) -> Result<http::Request<String>, SignError> {
    ///     let id = charge_permission_id!("B02-0000000-0000000");
    ///     account.request_signer().sign(&ApiRequest::get_charge_permission(&id))
    /// }
    /// ```
    #[must_use]
    pub fn request_signer(&self) -> RequestSigner<K> {
        RequestSigner {
            region: self.region(),
            public_key_id: self.public_key_id().clone(),
            environment: self.environment(),
            algorithm: self.algorithm(),
            key: self.key().clone(),
            previous: self.previous().map(|previous| Arc::new(previous.request_signer())),
        }
    }
}

impl<K: AccountKey> RequestSigner<K> {
    /// A signer that uses [`Algorithm::PssV2`].
    ///
    /// # Errors
    ///
    /// [`AccountError::PublicKeyId`] when the id begins with `SANDBOX-` or `LIVE-` and names the other
    /// environment.
    pub fn new<G>(
        region: RegionName,
        public_key_id: PublicKeyId,
        environment: Environment,
        key: G,
    ) -> Result<RequestSigner<K>, AccountError>
    where
        G: LoadedKey,
        G::Key: AccountKey<K>,
    {
        public_key_id.check_environment(environment)?;
        let (algorithm, key) = (Algorithm::default(), key.key().into_key());
        Ok(RequestSigner { region, public_key_id, environment, algorithm, key, previous: None })
    }

    /// Adds the signer of the previous key, for the time in which a new key replaces an old key.
    /// [`Account::with_previous`] does the same for the whole account.
    ///
    /// There is one previous signer. A second call replaces it. The previous signer's own previous signer is ignored.
    ///
    /// # Errors
    ///
    /// [`AccountError::Previous`] when the previous signer is for another region or environment.
    pub fn with_previous(self, previous: RequestSigner<K>) -> Result<RequestSigner<K>, AccountError> {
        same_but_for_the_key([
            ("region", self.region == previous.region),
            ("environment", self.environment == previous.environment),
        ])?;
        Ok(RequestSigner { previous: Some(Arc::new(previous)), ..self })
    }

    /// The signer of the previous key.
    ///
    /// Amazon Pay may not know the new public key id yet; [`refuses_public_key`](super::refuses_public_key) tells
    /// that answer from others. Then sign the same [`ApiRequest`] with this signer and send it again, under the same
    /// idempotency key. `Client` does so by itself. If Amazon Pay does not know this key either, the first answer
    /// counts.
    #[must_use]
    pub fn previous(&self) -> Option<&RequestSigner<K>> {
        self.previous.as_deref()
    }

    /// The same signer, with another algorithm.
    #[must_use]
    pub fn with_algorithm(self, algorithm: Algorithm) -> RequestSigner<K> {
        RequestSigner { algorithm, ..self }
    }

    /// A request to be signed with a key that lives elsewhere, with the current date.
    ///
    /// # Errors
    ///
    /// [`SignError::Date`] when the system's clock is far off, and [`SignError::TargetTooLong`] when path and query
    /// together have more than 65,534 bytes.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::VerifyingKey;
    /// use amazonpay_update::session::{ApiRequest, RequestSigner};
    /// # fn key_service(message: &str) -> Vec<u8> { Vec::new() }
    ///
    /// fn sign(
    ///     signer: &RequestSigner<VerifyingKey>,
    ///     request: &ApiRequest,
    /// ) -> Result<http::Request<String>, Box<dyn std::error::Error>> {
    ///     let to_sign = signer.to_sign(request)?;
    ///     let signature = key_service(to_sign.string_to_sign());
    ///     Ok(signer.complete_bytes(to_sign, &signature)?)
    /// }
    /// ```
    pub fn to_sign(&self, request: &ApiRequest) -> Result<RequestToSign, SignError> {
        self.to_sign_at(request, SystemTime::now())
    }

    /// Like [`RequestSigner::to_sign`], with the date of another time.
    ///
    /// # Errors
    ///
    /// [`SignError::Date`] when the time is outside the years 1970 to 9999, and [`SignError::TargetTooLong`] as in
    /// [`RequestSigner::to_sign`].
    pub fn to_sign_at(&self, request: &ApiRequest, time: SystemTime) -> Result<RequestToSign, SignError> {
        let mut sent = Request::new(request.body_text().to_owned());
        *sent.method_mut() = request.method().clone();
        *sent.uri_mut() = self.uri(request)?;
        let mut headers = request.headers().clone();
        self.write_headers(&mut headers, request, time)?;
        let mut signed: Vec<HeaderName> = headers.keys().cloned().collect();
        signed.sort_by(|a, b| a.as_str().cmp(b.as_str()));
        headers.insert(USER_AGENT, AGENT);
        *sent.headers_mut() = headers;
        let canonical_request = canonical_request(&sent, &signed);
        let string_to_sign = string_to_sign(self.algorithm, &canonical_request);
        Ok(RequestToSign { request: sent, signed: names(&signed), canonical_request, string_to_sign })
    }

    /// Verifies the signature, in standard Base64 with padding, with this signer's public key, and gives the signed
    /// request.
    ///
    /// # Errors
    ///
    /// [`VerifyError`] when the signature is not Base64, or was made with another key or over another text.
    pub fn complete(&self, to_sign: RequestToSign, signature: &str) -> Result<Request<String>, VerifyError> {
        self.verifying_key().verify(self.algorithm, &to_sign.canonical_request, signature)?;
        Ok(self.authorized(to_sign, signature))
    }

    /// Like [`RequestSigner::complete`], from the bytes of the signature.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Mismatch`] when the signature was made with another key or over another text.
    pub fn complete_bytes(
        &self,
        to_sign: RequestToSign,
        signature: &[u8],
    ) -> Result<Request<String>, VerifyError> {
        self.complete(to_sign, &BASE64_STANDARD.encode(signature))
    }

    /// The public key.
    #[must_use]
    pub fn verifying_key(&self) -> &VerifyingKey {
        self.key.verifying_key()
    }

    /// The region whose API this signer signs for.
    #[must_use]
    pub fn region(&self) -> RegionName {
        self.region
    }

    fn uri(&self, request: &ApiRequest) -> Result<Uri, SignError> {
        let prefix = match (self.public_key_id.environment(), self.environment) {
            (Some(_), _) => "",
            (None, Environment::Sandbox) => "/sandbox",
            (None, Environment::Live) => "/live",
        };
        // Path and query are encoded, so only their length can be wrong.
        Uri::builder()
            .scheme("https")
            .authority(self.region.api_host())
            .path_and_query(request.target(prefix))
            .build()
            .map_err(|_| SignError::TargetTooLong)
    }

    fn write_headers(
        &self,
        headers: &mut HeaderMap,
        request: &ApiRequest,
        time: SystemTime,
    ) -> Result<(), SignError> {
        headers.insert(ACCEPT, JSON);
        headers.insert(CONTENT_TYPE, JSON);
        headers.insert(DATE, date(time).ok_or(SignError::Date)?);
        headers.insert(HOST, HeaderValue::from_static(self.region.api_host()));
        headers.insert(REGION, HeaderValue::from_static(self.region.header_value()));
        if let Some(key) = request.idempotency_key() {
            headers.insert(IDEMPOTENCY_KEY, ascii(key.as_str()));
        }
        Ok(())
    }

    fn authorized(&self, to_sign: RequestToSign, signature: &str) -> Request<String> {
        let RequestToSign { mut request, signed, .. } = to_sign;
        let public_key_id = self.public_key_id.as_str();
        let mut header = ascii(&authorization(self.algorithm, public_key_id, &signed, signature));
        header.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, header);
        request
    }
}

impl RequestSigner {
    /// Signs a request with the current date.
    ///
    /// Amazon Pay accepts a request only near its date. So sign a request when you send it, and sign it again when
    /// you send it again.
    ///
    /// # Errors
    ///
    /// [`SignError::Date`] and [`SignError::TargetTooLong`] as in [`RequestSigner::to_sign`], and
    /// [`SignError::Backend`] when the backend fails.
    pub fn sign(&self, request: &ApiRequest) -> Result<Request<String>, SignError> {
        self.sign_at(request, SystemTime::now())
    }

    /// Like [`RequestSigner::sign`], with the date of another time.
    ///
    /// # Errors
    ///
    /// [`SignError::Date`] and [`SignError::TargetTooLong`] as in [`RequestSigner::to_sign_at`], and
    /// [`SignError::Backend`] when the backend fails.
    pub fn sign_at(&self, request: &ApiRequest, time: SystemTime) -> Result<Request<String>, SignError> {
        let to_sign = self.to_sign_at(request, time)?;
        let signature = self.key.sign_text(self.algorithm, &to_sign.canonical_request)?;
        Ok(self.authorized(to_sign, &signature))
    }
}

impl<K> fmt::Debug for RequestSigner<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestSigner")
            .field("region", &self.region)
            .field("public_key_id", &self.public_key_id)
            .field("environment", &self.environment)
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}

/// `20201012T235046Z`.
fn date(time: SystemTime) -> Option<HeaderValue> {
    let timestamp = Timestamp::try_from(time).ok().filter(|timestamp| *timestamp >= Timestamp::UNIX_EPOCH)?;
    Some(ascii(&timestamp.strftime("%Y%m%dT%H%M%SZ").to_string()))
}

/// A header's value that is made here, from checked ids, digits and Base64.
fn ascii(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("visible ASCII characters")
}

/// A request that lacks only its signature, for a key that lives elsewhere.
///
/// Sign [`string_to_sign`](RequestToSign::string_to_sign) with RSASSA-PSS, SHA-256, MGF1-SHA-256 and a salt of the
/// algorithm's length. [`RequestSigner::complete`] takes the signature in Base64, and
/// [`RequestSigner::complete_bytes`] takes its bytes, as key services give them.
#[must_use]
pub struct RequestToSign {
    request: Request<String>,
    signed: String,
    canonical_request: String,
    string_to_sign: String,
}

impl RequestToSign {
    /// The message to sign: the algorithm's name, a line feed, and the SHA-256 of the canonical request in
    /// lower-case hexadecimal digits.
    #[must_use]
    pub fn string_to_sign(&self) -> &str {
        &self.string_to_sign
    }

    /// The canonical request, whose hash is signed.
    #[must_use]
    pub fn canonical_request(&self) -> &str {
        &self.canonical_request
    }
}

impl fmt::Debug for RequestToSign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestToSign").field("string_to_sign", &self.string_to_sign).finish_non_exhaustive()
    }
}
