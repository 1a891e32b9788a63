//! Signers of the requests that a client sends.

use super::request::ApiRequest;
use super::signer::RequestSigner;
use crate::region::RegionName;
use crate::signing::SignError;
use http::Request;
use std::error::Error;
use std::fmt;
use std::future::ready;
use std::pin::Pin;
use std::sync::Arc;

/// Signs the requests of a [`Client`](super::Client): a [`RequestSigner`] that holds the private key, or a type of
/// your own that asks a key service.
///
/// The trait object for it is [`DynSignRequest`].
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
#[diagnostic::on_unimplemented(
    message = "a signer of requests is required: give `account.request_signer()`, or a type of your own that implements `SignRequest`",
    label = "this is `{Self}`"
)]
pub trait SignRequest: Send + Sync {
    /// Why a request could not be signed.
    type Error: Error + Send + Sync + 'static;

    /// The region whose API the signer signs for.
    fn region(&self) -> RegionName;

    /// Signs a request with the current date.
    fn sign_request(
        &self,
        request: &ApiRequest,
    ) -> impl Future<Output = Result<Request<String>, Self::Error>> + Send;

    /// Signs a request with the previous key, while a new key replaces it. The result is `None` when there is no
    /// previous key. An implementation without this method always gives `None`.
    ///
    /// The client calls this method when Amazon Pay does not know the public key id of the new key.
    fn sign_with_previous_key(
        &self,
        request: &ApiRequest,
    ) -> impl Future<Output = Option<Result<Request<String>, Self::Error>>> + Send {
        let _ = request;
        ready(None)
    }
}

#[diagnostic::do_not_recommend]
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

/// A [`SignRequest`] as a trait object, for a program that chooses its signer while it runs.
///
/// Every [`SignRequest`] implements this trait, and a `Box` or an [`Arc`] of the trait object implements
/// [`SignRequest`]. So the type of the client is the same for every signer. Each request costs one more allocation. A
/// client with a concrete signer has no such cost.
///
/// # Examples
///
/// The state of a shop whose key is in a file on one machine and in a key service on another:
///
/// ```
/// use amazonpay_update::session::{Client, ClientError, DynSignRequest, RequestSigner, SignRequest};
/// use std::sync::Arc;
///
/// #[derive(Clone)]
/// struct Shop {
///     amazon_pay: Client<Arc<dyn DynSignRequest>>,
/// }
///
/// fn shop(key_file: Option<RequestSigner>, service: impl SignRequest + 'static) -> Result<Shop, ClientError> {
///     let signer: Arc<dyn DynSignRequest> = match key_file {
///         Some(signer) => Arc::new(signer),
///         None => Arc::new(service),
///     };
///     Ok(Shop { amazon_pay: Client::new(signer)? })
/// }
/// ```
pub trait DynSignRequest: Send + Sync {
    /// Does the same as [`SignRequest::region`].
    fn dyn_region(&self) -> RegionName;

    /// Does the same as [`SignRequest::sign_request`].
    fn dyn_sign_request<'a>(&'a self, request: &'a ApiRequest) -> SignedRequestFuture<'a>;

    /// Does the same as [`SignRequest::sign_with_previous_key`].
    fn dyn_sign_with_previous_key<'a>(
        &'a self,
        request: &'a ApiRequest,
    ) -> SignedRequestFuture<'a, Option<Result<Request<String>, DynSignError>>>;
}

/// The future of [`DynSignRequest`]. Its output is `T`, by default a signed request.
pub type SignedRequestFuture<'a, T = Result<Request<String>, DynSignError>> =
    Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The error of a [`SignRequest`] whose type is not known.
///
/// It prints the text of the signer's error. [`as_error`](DynSignError::as_error) gives the signer's error itself,
/// for `downcast_ref`.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct DynSignError(Box<dyn Error + Send + Sync>);

impl DynSignError {
    /// The signer's own error.
    #[must_use]
    pub fn as_error(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.0
    }
}

impl<S: SignRequest> DynSignRequest for S {
    fn dyn_region(&self) -> RegionName {
        self.region()
    }

    fn dyn_sign_request<'a>(&'a self, request: &'a ApiRequest) -> SignedRequestFuture<'a> {
        Box::pin(async { self.sign_request(request).await.map_err(|error| DynSignError(error.into())) })
    }

    fn dyn_sign_with_previous_key<'a>(
        &'a self,
        request: &'a ApiRequest,
    ) -> SignedRequestFuture<'a, Option<Result<Request<String>, DynSignError>>> {
        Box::pin(async {
            let signed = self.sign_with_previous_key(request).await?;
            Some(signed.map_err(|error| DynSignError(error.into())))
        })
    }
}

#[diagnostic::do_not_recommend]
impl SignRequest for dyn DynSignRequest + '_ {
    type Error = DynSignError;

    fn region(&self) -> RegionName {
        self.dyn_region()
    }

    async fn sign_request(&self, request: &ApiRequest) -> Result<Request<String>, DynSignError> {
        self.dyn_sign_request(request).await
    }

    async fn sign_with_previous_key(
        &self,
        request: &ApiRequest,
    ) -> Option<Result<Request<String>, DynSignError>> {
        self.dyn_sign_with_previous_key(request).await
    }
}

impl fmt::Debug for dyn DynSignRequest + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynSignRequest").field("region", &self.dyn_region()).finish_non_exhaustive()
    }
}

macro_rules! sign_request_of_what_it_holds {
    ($($holder:ident)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<S: SignRequest + ?Sized> SignRequest for $holder<S> {
            type Error = S::Error;

            fn region(&self) -> RegionName {
                (**self).region()
            }

            fn sign_request(
                &self,
                request: &ApiRequest,
            ) -> impl Future<Output = Result<Request<String>, S::Error>> + Send {
                (**self).sign_request(request)
            }

            fn sign_with_previous_key(
                &self,
                request: &ApiRequest,
            ) -> impl Future<Output = Option<Result<Request<String>, S::Error>>> + Send {
                (**self).sign_with_previous_key(request)
            }
        }
    )+};
}

sign_request_of_what_it_holds! { Box Arc }
