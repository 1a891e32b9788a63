//! Fetches certificates through a trait, so that the core needs no HTTP client and no executor.

use super::url::{CertificateUrl, IssuerUrl};
use http::StatusCode;
use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;

/// The longest answer that is read as a certificate, in bytes: 64 KiB.
pub const MAX_CERTIFICATE_BYTES: usize = 64 * 1024;

/// The most certificates that a [`Verifier`](super::Verifier) fetches at a time.
///
/// Anybody can post any number of messages, each with the URL of another certificate. Each such message costs a fetch
/// before it is refused. These messages must not take all connections of a program, or the place of a genuine
/// message. So the fetches are divided: 4 for certificates that were good before, 8 for new certificates of messages
/// whose topic is expected, and 4 for all other messages. Three times as many messages of each kind wait for their
/// turn, in the order in which they came. Further messages are refused with [`FetchError::TooMany`].
pub const MAX_FETCHES: usize = FETCHES_OF_PROVEN + FETCHES_OF_EXPECTED + FETCHES_OF_OTHERS;

pub(super) const FETCHES_OF_PROVEN: usize = 4;
pub(super) const FETCHES_OF_EXPECTED: usize = 8;
pub(super) const FETCHES_OF_OTHERS: usize = 4;

/// Fetches certificates for a [`Verifier`](super::Verifier).
///
/// The feature `ipn-fetch` has a ready fetcher, `HttpFetcher`. A fetcher of your own must follow no redirect, accept
/// only the status 200, stop reading after [`MAX_CERTIFICATE_BYTES`] and give up after a few seconds. It need not
/// check URLs, because a URL of these two types has passed the checks.
///
/// The trait object for it is [`DynCertificateFetcher`].
///
/// # Examples
///
/// A machine without access to the network, to which the certificates were copied:
///
/// ```
/// use amazonpay_update::ipn::{CertificateFetcher, CertificateUrl, FetchError, IssuerUrl};
///
/// struct Directory(std::path::PathBuf);
///
/// impl Directory {
///     fn read(&self, url: &str) -> Result<Vec<u8>, FetchError> {
///         let name = url.rsplit('/').next().unwrap_or_default();
///         std::fs::read(self.0.join(name)).map_err(FetchError::failed)
///     }
/// }
///
/// impl CertificateFetcher for Directory {
///     async fn signing_certificate(&self, url: &CertificateUrl) -> Result<Vec<u8>, FetchError> {
///         self.read(url.as_str())
///     }
///
///     async fn issuer_certificate(&self, url: &IssuerUrl) -> Result<Vec<u8>, FetchError> {
///         self.read(url.as_str())
///     }
/// }
/// ```
pub trait CertificateFetcher: Send + Sync {
    /// Fetches the certificate that signed a message: PEM, alone or with its chain.
    fn signing_certificate(
        &self,
        url: &CertificateUrl,
    ) -> impl Future<Output = Result<Vec<u8>, FetchError>> + Send;

    /// Fetches the certificate of an issuer, DER or PEM, when the chain lacks it.
    fn issuer_certificate(&self, url: &IssuerUrl)
    -> impl Future<Output = Result<Vec<u8>, FetchError>> + Send;
}

/// A [`CertificateFetcher`] as a trait object, for a program that chooses its fetcher while it runs, or that has one
/// type for its tests and for production.
///
/// Every [`CertificateFetcher`] implements this trait, and a `Box` or an [`Arc`] of the trait object implements
/// [`CertificateFetcher`]. The trait object allocates once more for each fetch than the fetcher itself.
///
/// # Examples
///
/// ```
/// use amazonpay_update::ipn::{DynCertificateFetcher, Topics, Verifier};
/// use std::sync::Arc;
///
/// #[derive(Clone)]
/// struct Shop {
///     verifier: Arc<Verifier<Box<dyn DynCertificateFetcher>>>,
/// }
///
/// fn shop(topics: Topics, fetcher: Box<dyn DynCertificateFetcher>) -> Shop {
///     Shop { verifier: Arc::new(Verifier::builder(topics, fetcher).allow_sha1().build()) }
/// }
/// ```
pub trait DynCertificateFetcher: Send + Sync {
    /// Does the same as [`CertificateFetcher::signing_certificate`].
    fn dyn_signing_certificate<'a>(&'a self, url: &'a CertificateUrl) -> CertificateFuture<'a>;

    /// Does the same as [`CertificateFetcher::issuer_certificate`].
    fn dyn_issuer_certificate<'a>(&'a self, url: &'a IssuerUrl) -> CertificateFuture<'a>;
}

/// The future of [`DynCertificateFetcher`]. Its output is a certificate.
pub type CertificateFuture<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, FetchError>> + Send + 'a>>;

impl<F: CertificateFetcher> DynCertificateFetcher for F {
    fn dyn_signing_certificate<'a>(&'a self, url: &'a CertificateUrl) -> CertificateFuture<'a> {
        Box::pin(self.signing_certificate(url))
    }

    fn dyn_issuer_certificate<'a>(&'a self, url: &'a IssuerUrl) -> CertificateFuture<'a> {
        Box::pin(self.issuer_certificate(url))
    }
}

impl CertificateFetcher for dyn DynCertificateFetcher + '_ {
    async fn signing_certificate(&self, url: &CertificateUrl) -> Result<Vec<u8>, FetchError> {
        self.dyn_signing_certificate(url).await
    }

    async fn issuer_certificate(&self, url: &IssuerUrl) -> Result<Vec<u8>, FetchError> {
        self.dyn_issuer_certificate(url).await
    }
}

macro_rules! certificate_fetcher_of_what_it_holds {
    ($($holder:ident)+) => {$(
        impl<F: CertificateFetcher + ?Sized> CertificateFetcher for $holder<F> {
            fn signing_certificate(
                &self,
                url: &CertificateUrl,
            ) -> impl Future<Output = Result<Vec<u8>, FetchError>> + Send {
                (**self).signing_certificate(url)
            }

            fn issuer_certificate(
                &self,
                url: &IssuerUrl,
            ) -> impl Future<Output = Result<Vec<u8>, FetchError>> + Send {
                (**self).issuer_certificate(url)
            }
        }
    )+};
}

certificate_fetcher_of_what_it_holds! { Box Arc }

/// A certificate could not be fetched.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// The answer has another status than 200.
    #[error(
        "the certificate of SNS or of an issuer was not served: the answer has the status {0}, and 200 is needed"
    )]
    Status(StatusCode),
    /// The answer came from another URL than the requested URL, because the HTTP client followed a redirect.
    #[error(
        "the certificate of SNS or of an issuer came from another URL than the requested URL: make the HTTP client \
         of the fetcher with `redirect(reqwest::redirect::Policy::none())`"
    )]
    Redirected,
    /// The answer is longer than [`MAX_CERTIFICATE_BYTES`].
    #[error(
        "the answer for a certificate has more than {MAX_CERTIFICATE_BYTES} bytes: no chain of certificates is as \
         long"
    )]
    TooLarge,
    /// Too many certificates of such messages are being fetched, and too many messages wait. [`MAX_FETCHES`] has the
    /// limits.
    #[error(
        "too many messages already wait for a certificate, so this message's certificate is not fetched: if this \
         lasts, somebody posts messages with certificates that do not exist; limit the requests of one address"
    )]
    TooMany,
    /// TLS cannot be set up, so nothing was fetched.
    #[error("the fetcher cannot set up TLS: check that the system has root certificates")]
    Tls(#[source] Arc<dyn Error + Send + Sync>),
    /// There was no answer, or not in time.
    #[error(
        "the certificate of SNS or of an issuer could not be fetched: check that this machine may connect to \
         `https://sns.<region>.amazonaws.com` and, over plain http, to hosts like `crt.r2m01.amazontrust.com`, or \
         give the issuers with `intermediates_from_pem` (in the command-line tool, with `--certificate` and `--root`)"
    )]
    Failed(#[source] Arc<dyn Error + Send + Sync>),
}

impl FetchError {
    /// A [`FetchError::Failed`] with a reason.
    #[must_use]
    pub fn failed(reason: impl Into<Box<dyn Error + Send + Sync>>) -> FetchError {
        FetchError::Failed(Arc::from(reason.into()))
    }
}
