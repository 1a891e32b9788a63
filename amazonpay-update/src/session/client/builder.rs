//! Makes a client.

use super::error::ClientError;
use super::retry::Retry;
use super::{Client, StandIn};
use crate::http_client::HttpClient;
use crate::session::{RequestSigner, SignRequest};
use http::Uri;
use reqwest::redirect;
use std::time::Duration;

/// No time of a client is longer: the system's clock can count it, wherever it stands.
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
    /// A client with the times a shop needs; [`Client::builder`] sets others.
    ///
    /// # Errors
    ///
    /// [`ClientError::Tls`] when TLS cannot be set up.
    pub fn new(signer: S) -> Result<Client<S>, ClientError> {
        Client::builder(signer).build()
    }

    /// A client in the making.
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

    /// Sends with a client of the shop's: through its proxy, with its root certificates, over its connections.
    ///
    /// These hold whatever that client is: a request goes out over https alone; each attempt has
    /// [its time](ClientBuilder::timeout), of which connecting may take all; and an answer from another URL than
    /// the one that was asked is [no answer](super::SendError::NoAnswer).
    ///
    /// The rest can be set only where that client is made, so set it there:
    ///
    /// * `redirect(Policy::none())`. A client that follows redirects asks another URL, and what is said there is
    ///   not believed. `reqwest` leaves the signature out when the host is another one, but not the other headers.
    /// * `https_only(true)`.
    /// * `connect_timeout(...)`. Otherwise an attempt that ends while it connects counts as one that may have
    ///   arrived.
    /// * `retry(reqwest::retry::never())`. What `reqwest` itself sends again is neither counted nor signed anew.
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

    /// How long one attempt may take, from connecting to the last byte, up to a day: 10 seconds unless set.
    /// Half of it is for connecting.
    ///
    /// Amazon Pay documents no such time.
    pub fn timeout(self, timeout: Duration) -> ClientBuilder<S> {
        ClientBuilder { timeout: timeout.min(DAY), ..self }
    }

    /// How long all attempts and the waits between them may take, up to a day: 30 seconds unless set. A
    /// buyer is waiting for the page.
    ///
    /// No attempt starts that would have to wait beyond it, and one under way ends with it.
    pub fn deadline(self, deadline: Duration) -> ClientBuilder<S> {
        ClientBuilder { deadline: deadline.min(DAY), ..self }
    }

    /// How many attempts are made at most: 4 unless set; 0 is taken for 1. An attempt sends a request once, and twice
    /// where Amazon Pay does not know the public key id and there is a previous key.
    pub fn attempts(self, attempts: u32) -> ClientBuilder<S> {
        ClientBuilder { retry: Retry { attempts: attempts.max(1), ..self.retry }, ..self }
    }

    /// What the wait before the second attempt is drawn from, and the limit up to which it doubles with
    /// each further one, up to a day: 500 milliseconds and 8 seconds unless set.
    pub fn backoff(self, first: Duration, limit: Duration) -> ClientBuilder<S> {
        let retry = Retry { backoff: first.min(DAY), backoff_limit: limit.min(DAY), ..self.retry };
        ClientBuilder { retry, ..self }
    }

    /// Sends everything to a stand-in for Amazon Pay, in a test.
    ///
    /// Such a client trusts the stand-in's root certificate alone and sends nowhere else, and no other client
    /// trusts it. The requests are signed as if they went to Amazon Pay.
    pub fn stand_in(self, stand_in: StandIn) -> ClientBuilder<S> {
        ClientBuilder { stand_in: Some(stand_in), ..self }
    }

    /// The client.
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
            // What ends while it connects has not arrived; what ends with the whole attempt may have.
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

/// `https://`, a host and perhaps a port.
fn address(text: &str) -> Result<http::uri::Authority, ClientError> {
    let uri: Uri = text.parse().map_err(|_| ClientError::StandInAddress)?;
    let bare = uri.scheme_str() == Some("https") && uri.path() == "/" && uri.query().is_none();
    match uri.into_parts().authority {
        Some(authority) if bare && !authority.as_str().contains('@') => Ok(authority),
        _ => Err(ClientError::StandInAddress),
    }
}
