//! The text whose hash is signed.
//!
//! The text is made from the request that is sent, so the signature covers exactly this request.

use super::request::AUTHORIZATION;
use crate::signing::{Algorithm, push_hash, string_to_sign};
use http::{HeaderName, Request};

/// The canonical request: method, path, query, headers, the names of the headers, and the hash of the
/// body.
///
/// The request already has path and query in their signed form. The names are in lower case and sorted.
pub(super) fn canonical_request<B: AsRef<[u8]>>(request: &Request<B>, signed: &[HeaderName]) -> String {
    let uri = request.uri();
    let mut text =
        [request.method().as_str(), "\n", uri.path(), "\n", uri.query().unwrap_or(""), "\n"].concat();
    for name in signed {
        let values: Vec<_> = request
            .headers()
            .get_all(name)
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
            .collect();
        let values: Vec<_> = values.iter().map(|value| value.trim()).collect();
        text += &[name.as_str(), ":", &values.join(","), "\n"].concat();
    }
    text += "\n";
    text += &names(signed);
    text += "\n";
    push_hash(&mut text, request.body().as_ref());
    text
}

/// The names of the headers as the header `authorization` lists them.
pub(super) fn names(signed: &[HeaderName]) -> String {
    let names: Vec<_> = signed.iter().map(HeaderName::as_str).collect();
    names.join(";")
}

/// The header `authorization`.
pub(super) fn authorization(
    algorithm: Algorithm,
    public_key_id: &str,
    signed_headers: &str,
    signature: &str,
) -> String {
    format!("{algorithm} PublicKeyId={public_key_id}, SignedHeaders={signed_headers}, Signature={signature}")
}

/// The string to sign of a signed request, computed again from the request.
///
/// When Amazon Pay answers `InvalidRequestSignature`, its message names the string that it computed. If the two
/// strings differ, the request was changed on its way. The result is `None` for a request that is not signed for
/// Amazon Pay.
///
/// Documented under "Signing requests" in Amazon Pay's API reference.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::checkout_session_id;
/// use amazonpay_update::session::{self, ApiRequest, RequestSigner};
///
/// fn show(signer: &RequestSigner) -> Result<(), amazonpay_update::signing::SignError> {
///     let id = checkout_session_id!("acf951ea-32ee-4dea-916b-2caa9b218e4a");
///     let request = signer.sign(&ApiRequest::get_checkout_session(&id))?;
///     println!("{}", session::string_to_sign_of(&request).unwrap_or_default());
///     Ok(())
/// }
/// ```
#[must_use]
pub fn string_to_sign_of<B: AsRef<[u8]>>(request: &Request<B>) -> Option<String> {
    let authorization = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (algorithm, parts) = authorization.split_once(' ')?;
    let names = parts.split(", ").find_map(|part| part.strip_prefix("SignedHeaders="))?;
    let signed: Vec<HeaderName> = names.split(';').map(str::parse).collect::<Result<_, _>>().ok()?;
    Some(string_to_sign(algorithm.parse().ok()?, &canonical_request(request, &signed)))
}
