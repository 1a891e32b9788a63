//! Who signs the requests a client sends.

use super::request::ApiRequest;
use super::signer::RequestSigner;
use crate::region::RegionName;
use crate::signing::SignError;
use http::Request;
use std::error::Error;
use std::future::ready;

/// Signs the requests of a [`Client`](super::Client): a [`RequestSigner`] that holds the private key, or
/// whoever asks a service that does.
///
/// # Examples
///
/// ```
/// use amazonpay_update::VerifyingKey;
/// use amazonpay_update::region::RegionName;
/// use amazonpay_update::session::{ApiRequest, RequestSigner, SignRequest};
/// # use std::error::Error;
/// # use std::io;
///
/// struct KeyService {
///     signer: RequestSigner<VerifyingKey>,
/// }
///
/// impl KeyService {
///     /// RSASSA-PSS with SHA-256, MGF1-SHA-256 and a salt of 32 bytes.
///     async fn sign(&self, message: &str) -> Result<Vec<u8>, io::Error> {
/// #       Err(io::ErrorKind::Unsupported.into())
///         // ...
///     }
/// }
///
/// impl SignRequest for KeyService {
///     type Error = io::Error;
///
///     fn region(&self) -> RegionName {
///         self.signer.region()
///     }
///
///     async fn sign_request(&self, request: &ApiRequest) -> Result<http::Request<String>, io::Error> {
///         let to_sign = self.signer.to_sign(request).map_err(io::Error::other)?;
///         let signature = self.sign(to_sign.string_to_sign()).await?;
///         self.signer.complete_bytes(to_sign, &signature).map_err(io::Error::other)
///     }
/// }
/// ```
pub trait SignRequest: Send + Sync {
    /// Why a request could not be signed.
    type Error: Error + Send + Sync + 'static;

    /// The region whose API it signs for.
    fn region(&self) -> RegionName;

    /// Signs a request with the date of now.
    fn sign_request(
        &self,
        request: &ApiRequest,
    ) -> impl Future<Output = Result<Request<String>, Self::Error>> + Send;

    /// Signs a request with the key from before, while a new one takes its place; `None` when there is none, as it
    /// is unless this is written.
    ///
    /// The client asks for it when Amazon Pay does not know the public key id of the new one.
    fn sign_with_previous_key(
        &self,
        request: &ApiRequest,
    ) -> impl Future<Output = Option<Result<Request<String>, Self::Error>>> + Send {
        let _ = request;
        ready(None)
    }
}

impl SignRequest for RequestSigner {
    type Error = SignError;

    fn region(&self) -> RegionName {
        RequestSigner::region(self)
    }

    fn sign_request(
        &self,
        request: &ApiRequest,
    ) -> impl Future<Output = Result<Request<String>, SignError>> + Send {
        ready(self.sign(request))
    }

    fn sign_with_previous_key(
        &self,
        request: &ApiRequest,
    ) -> impl Future<Output = Option<Result<Request<String>, SignError>>> + Send {
        ready(self.previous().map(|previous| previous.sign(request)))
    }
}
