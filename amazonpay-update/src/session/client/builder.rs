//! Makes a client.

use super::error::ClientError;
use super::retry::Retry;
use super::{Client, StandIn};
use crate::http_client::HttpClient;
use crate::session::{RequestSigner, SignRequest};
use http::Uri;
use reqwest::redirect;
use std::time::Duration;

/// The longest time that a client takes. The system's clock can always add this time to now.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Makes a [`Client`].
#[derive(Debug)]
#[must_use]
pub struct ClientBuilder<S = RequestSigner> {
    signer: S,
    timeout: Duration,
    deadline: Duration,
    retry: Retry,
    http: Option<HttpClient>,
    stand_in: Option<StandIn>,
}

impl<S: SignRequest> Client<S> {
    /// A client with the default times, which suit a shop. [`Client::builder`] sets others.
    ///
    /// # Errors
    ///
    /// [`ClientError::Tls`] when TLS cannot be set up.
    pub fn new(signer: S) -> Result<Client<S>, ClientError> {
        Client::builder(signer).build()
    }

    /// Starts to build a client.
    pub fn builder(signer: S) -> ClientBuilder<S> {
        ClientBuilder::new(signer)
    }
}

impl<S: SignRequest> ClientBuilder<S> {
    fn new(signer: S) -> ClientBuilder<S> {
        ClientBuilder {
            signer,
            timeout: Duration::from_secs(10),
            deadline: Duration::from_secs(30),
            retry: Retry {
                attempts: 4,
                backoff: Duration::from_millis(500),
                backoff_limit: Duration::from_secs(8),
            },
            http: None,
            stand_in: None,
        }
    }

    /// Sends through the shop's own HTTP client, with its proxy, root certificates and connections.
    ///
    /// Three limits hold for every such client. A request goes out only over https. Each attempt has [its
    /// time](ClientBuilder::timeout), and connecting may take all of it. An answer from another URL than the
    /// requested URL is [no answer](super::SendError::NoAnswer).
    ///
    /// The other settings belong to the HTTP client, so set them there:
    ///
    /// * `redirect(Policy::none())`. A client that follows redirects asks another URL, and that URL's answer is
    ///   ignored. `reqwest` leaves the signature out when the host changes, but keeps the other headers.
    /// * `https_only(true)`, unless `HttpFetcher` shares the client: it fetches the certificates of issuers over plain
    ///   http.
    /// * `connect_timeout(...)`. Otherwise an attempt that ends while it connects counts as an attempt that may have
    ///   arrived.
    /// * `retry(reqwest::retry::never())`. Requests that `reqwest` repeats by itself are neither counted nor signed
    ///   again.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::session::{Client, RequestSigner};
    /// use std::time::Duration;
    ///
    /// fn client(signer: RequestSigner, proxy: reqwest::Proxy) -> Result<Client, Box<dyn std::error::Error>> {
    ///     let http = reqwest::Client::builder()
    ///         .proxy(proxy)
    ///         .https_only(true)
    ///         .redirect(reqwest::redirect::Policy::none())
    ///         .connect_timeout(Duration::from_secs(5))
    ///         .retry(reqwest::retry::never())
    ///         .build()?;
    ///     Ok(Client::builder(signer).http_client(http).build()?)
    /// }
    /// ```
    pub fn http_client(self, http: reqwest::Client) -> ClientBuilder<S> {
        ClientBuilder { http: Some(HttpClient::new(http)), ..self }
    }

    /// Sets how long one attempt may take, from connecting to the last byte: 10 seconds by default, a day at most.
    /// Connecting may take half of this time.
    ///
    /// Amazon Pay documents no timeout.
    pub fn timeout(self, timeout: Duration) -> ClientBuilder<S> {
        ClientBuilder { timeout: timeout.min(DAY), ..self }
    }

    /// Sets how long all attempts and the waits between them may take: 30 seconds by default, because a buyer is
    /// waiting for the page, and a day at most.
    ///
    /// An attempt that would start after the deadline is not made, and an attempt under way ends at the deadline.
    pub fn deadline(self, deadline: Duration) -> ClientBuilder<S> {
        ClientBuilder { deadline: deadline.min(DAY), ..self }
    }

    /// Sets the most attempts: 4 by default. 0 counts as 1. An attempt sends the request once. It sends the request a
    /// second time when Amazon Pay does not know the public key id and there is a previous key.
    pub fn attempts(self, attempts: u32) -> ClientBuilder<S> {
        ClientBuilder { retry: Retry { attempts: attempts.max(1), ..self.retry }, ..self }
    }

    /// Sets the longest wait before the second attempt, 500 milliseconds by default. This time doubles with each
    /// further attempt, up to `limit`, 8 seconds by default. Each wait is a random part of it. Both times are a day
    /// at most.
    pub fn backoff(self, first: Duration, limit: Duration) -> ClientBuilder<S> {
        let retry = Retry { backoff: first.min(DAY), backoff_limit: limit.min(DAY), ..self.retry };
        ClientBuilder { retry, ..self }
    }

    /// Sends everything to a stand-in for Amazon Pay, in a test.
    ///
    /// Such a client trusts only the stand-in's root certificate, and sends only to the stand-in. No other client
    /// trusts this certificate. The requests are signed as if they went to Amazon Pay.
    pub fn stand_in(self, stand_in: StandIn) -> ClientBuilder<S> {
        ClientBuilder { stand_in: Some(stand_in), ..self }
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// [`ClientError`] when TLS cannot be set up, when the stand-in's address or certificate cannot be read, or when
    /// both a stand-in and an HTTP client of the shop are given.
    pub fn build(self) -> Result<Client<S>, ClientError> {
        let endpoint = self.stand_in.as_ref().map(|stand_in| address(&stand_in.address)).transpose()?;
        let http = match &self.http {
            Some(_) if self.stand_in.is_some() => return Err(ClientError::StandInOfOtherClient),
            Some(http) => http.clone(),
            None => self.own_http_client()?,
        };
        let ClientBuilder { signer, timeout, deadline, retry, .. } = self;
        Ok(Client { http, signer, timeout, deadline, retry, endpoint })
    }

    fn own_http_client(&self) -> Result<HttpClient, ClientError> {
        let mut http = reqwest::Client::builder()
            .https_only(true)
            .redirect(redirect::Policy::none())
            // A request that ends while it connects has not arrived. A request that ends later may have.
            .connect_timeout(self.timeout / 2)
            // Another attempt needs another signature, which only this crate can make.
            .retry(reqwest::retry::never());
        if let Some(stand_in) = &self.stand_in {
            let roots = reqwest::Certificate::from_pem_bundle(stand_in.root_certificate.as_bytes());
            let roots =
                roots.ok().filter(|roots| !roots.is_empty()).ok_or(ClientError::StandInCertificate)?;
            http = http.tls_certs_only(roots).no_proxy();
        }
        http.build().map(HttpClient::new).map_err(|error| ClientError::Tls(error.into()))
    }
}

/// Reads `https://`, a host and perhaps a port.
fn address(text: &str) -> Result<http::uri::Authority, ClientError> {
    let uri: Uri = text.parse().map_err(|_| ClientError::StandInAddress)?;
    let bare = uri.scheme_str() == Some("https") && uri.path() == "/" && uri.query().is_none();
    match uri.into_parts().authority {
        Some(authority) if bare && !authority.as_str().contains('@') => Ok(authority),
        _ => Err(ClientError::StandInAddress),
    }
}
