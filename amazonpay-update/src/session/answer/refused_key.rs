//! Tells whether Amazon Pay refuses the key.

use super::error::AnswerError;
use super::reason_code::ReasonCode;
use http::Response;

/// Tells whether Amazon Pay refuses a request because it does not know the public key id. This can happen while a new
/// key replaces an old key: Amazon Pay may not yet know the new key, or no longer know the old key.
///
/// The request then took no effect. The same [`ApiRequest`](crate::session::ApiRequest) can be signed with
/// [`RequestSigner::previous`](crate::session::RequestSigner::previous) and sent again. `Client` does so by itself.
///
/// The reason code is `InvalidAuthentication`. `UnauthorizedAccess` counts too, because Amazon does not document
/// which of the two stands for an unknown key. Amazon Pay also answers `UnauthorizedAccess` for the id of a session
/// that does not exist, and then the second request does not help. `InvalidRequestSignature` does not count: Amazon
/// Pay knows the id, and has another key for it.
///
/// # Examples
///
/// ```
/// use amazonpay_update::session::{ApiRequest, RequestSigner, SentRequest, refuses_public_key};
/// use amazonpay_update::signing::SignError;
///
/// fn send(
///     request: &ApiRequest,
///     signer: &RequestSigner,
///     http: impl Fn(http::Request<String>) -> http::Response<Vec<u8>>,
/// ) -> Result<(http::Response<Vec<u8>>, SentRequest), SignError> {
///     let send_with = |signer: &RequestSigner| {
///         let signed = signer.sign(request)?;
///         let sent = SentRequest::of(&signed);
///         Ok((http(signed), sent))
///     };
///     let first = send_with(signer)?;
///     let Some(previous) = signer.previous().filter(|_| refuses_public_key(&first.0)) else {
///         return Ok(first);
///     };
///     let second = send_with(previous)?;
///     // If neither key is known, correct the new key.
///     Ok(if refuses_public_key(&second.0) { first } else { second })
/// }
/// ```
pub fn refuses_public_key<B: AsRef<[u8]>>(response: &Response<B>) -> bool {
    if response.status().is_success() {
        return false;
    }
    let Some(AnswerError::Api(refusal)) = AnswerError::from_response(response) else { return false };
    matches!(refusal.reason_code, Some(ReasonCode::InvalidAuthentication | ReasonCode::UnauthorizedAccess))
}
