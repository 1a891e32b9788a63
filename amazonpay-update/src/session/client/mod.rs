//! Sends requests to Amazon Pay's API.

mod answered;
mod builder;
mod error;
mod previous;
mod retry;

pub use builder::ClientBuilder;
pub use error::{CallError, ClientError, SendError};

use super::answer::{ChargePermission, CheckoutSession, request_id};
use super::next_step::{Completion, ExpectedUpdate, NextStep, after_complete};
use super::retry_after::retry_after;
use super::sent_request::SentRequest;
use super::status::{may_have_worked, may_pass};
use super::{ApiRequest, RequestSigner, SignRequest};
use crate::http_client::{HttpClient, NoAnswer};
use crate::shown::unless_a_key;
use crate::value::{ChargePermissionId, CheckoutSessionId};
use answered::{Answered, Exchange, Failure, whole};
use http::uri::Authority;
use http::{Method, Request, Response, Uri};
use retry::Retry;
use std::fmt;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};
use tracing::{Instrument, debug, info_span, warn};

/// Sends requests to the API of a region and environment.
///
/// # Repetition
///
/// The client sends a request again when the connection breaks, when the answer is cut off, and after the statuses
/// 408, 425, 429 and 5xx. Each attempt has a new date and signature. All attempts of a `POST` have the same
/// [`IdempotencyKey`](super::IdempotencyKey), so nothing is done twice. A request of another method has no such key
/// unless you give it one, and is sent again all the same. The wait is random and grows. It is never shorter than
/// `Retry-After` says. A date in that header is counted from the date of the answer. Redirects are not followed.
///
/// # A new key
///
/// When Amazon Pay does not know the public key id, the client signs with [the key from
/// before](crate::Account::with_previous), if the signer has that key, and sends the request again at once. So no
/// return fails while a new key replaces an old key. The two requests are one attempt. If Amazon Pay knows neither
/// key, the first answer counts. [`refuses_public_key`](super::refuses_public_key) says which answers mean an unknown
/// key.
///
/// # Signer, connections, logs
///
/// `S` signs: a [`RequestSigner`] that holds the private key, or a [`SignRequest`] of your own that asks a key
/// service.
///
/// The client trusts the system's root certificates. It uses the proxy that the environment names (`HTTPS_PROXY`,
/// `ALL_PROXY`, `NO_PROXY`), as `reqwest` does. [`ClientBuilder::http_client`] takes your own `reqwest` client.
/// Clones share their connections.
///
/// The futures are `Send`, and need a Tokio runtime with time and input/output turned on. They can be dropped at any
/// moment. A request that was under way may then have arrived.
///
/// The client reports to [`tracing`]: one span for each request, with method, path and region, and an event for each
/// attempt. It warns with the cause when no answer came. It also warns when Amazon Pay knows only the previous key,
/// and names both ids. Then register the new key. Keys, signatures and bodies are never reported.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::session::{Client, ExpectedUpdate, NextStep};
/// use amazonpay_update::{Account, CheckoutSessionId, Us};
///
/// async fn complete(
///     account: &Account<Us>,
///     id: &CheckoutSessionId,
///     expected: &ExpectedUpdate,
/// ) -> Result<NextStep, Box<dyn std::error::Error>> {
///     let client = Client::new(account.request_signer())?; // one for the whole program
///     Ok(client.complete_expected(id, expected).await?)
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Client<S = RequestSigner> {
    http: HttpClient,
    signer: S,
    timeout: Duration,
    deadline: Duration,
    retry: Retry,
    endpoint: Option<Authority>,
}

/// The address and root certificate of a stand-in for Amazon Pay's API, for a test.
#[derive(Clone)]
pub struct StandIn {
    address: String,
    root_certificate: String,
}

impl StandIn {
    /// A stand-in at an address like `https://localhost:8443`, with the root certificate of its chain in
    /// PEM form.
    #[must_use]
    pub fn new(address: impl Into<String>, root_certificate: impl Into<String>) -> StandIn {
        StandIn { address: address.into(), root_certificate: root_certificate.into() }
    }
}

// By hand, because a private key may follow the root certificate in the text.
impl fmt::Debug for StandIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StandIn").field("address", &unless_a_key(&self.address)).finish_non_exhaustive()
    }
}

impl<S: SignRequest> Client<S> {
    /// Completes any Checkout Session, and says what the shop does next.
    ///
    /// The session id in a return URL may belong to another buyer. Use `complete_return` (feature `return-state`) in
    /// a shop with state tokens, and [`Client::complete_expected`] in a shop that knows the buyer's charge
    /// permission. This function does not check to whom the session belongs, so use it only when the shop knows that
    /// already.
    ///
    /// # Errors
    ///
    /// The signer's error, if nothing was sent.
    pub async fn complete_checkout_session(&self, id: &CheckoutSessionId) -> Result<NextStep, S::Error> {
        self.complete_expected(id, &ExpectedUpdate::any()).await
    }

    /// Completes a Checkout Session, and says what the shop does next. If the answer leaves this open, the client
    /// sends Get Checkout Session.
    ///
    /// The client compares the completed session with the update that is `expected`. A session of another update
    /// gives [`StartAgainReason::OtherUpdate`](super::StartAgainReason::OtherUpdate), never [`NextStep::Updated`] or
    /// [`NextStep::AlreadyCompleted`].
    ///
    /// A completed session stays completed, so call this function again after a crash or a dropped future. [The
    /// deadline](ClientBuilder::deadline) holds for both requests together. A quarter of it is kept for the second
    /// request.
    ///
    /// # Errors
    ///
    /// The signer's error, if nothing was sent: [`SignError`](crate::signing::SignError) from a [`RequestSigner`].
    /// Failures of the network and of Amazon Pay are a [`NextStep`], not an error.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::region::Language;
    /// use amazonpay_update::session::{BuyerReturn, Client, ExpectedUpdate};
    /// use amazonpay_update::{ChargePermissionId, StoreId, Us};
    ///
    /// async fn buyer_is_back(
    ///     client: &Client,
    ///     url: &str,
    ///     store_id: &StoreId,
    ///     charge_permission_id: &ChargePermissionId, // of the buyer who is logged in, and not from the URL
    ///     language: &Language<Us>,
    /// ) -> Result<&'static str, Box<dyn std::error::Error>> {
    ///     let Some(id) = BuyerReturn::from_url(url).checkout_session_id()? else {
    ///         return Ok("Here is your account.");
    ///     };
    ///     let expected = ExpectedUpdate::new(store_id.clone(), charge_permission_id.clone());
    ///     let step = client.complete_expected(&id, &expected).await?;
    ///     Ok(step.buyer_message(language))
    /// }
    /// ```
    pub async fn complete_expected(
        &self,
        id: &CheckoutSessionId,
        expected: &ExpectedUpdate,
    ) -> Result<NextStep, S::Error> {
        let start = Instant::now();
        let (end_of_first, end) = (start + self.deadline * 3 / 4, start + self.deadline);
        let completion = match self.exchange(&ApiRequest::complete_checkout_session(id), end_of_first).await {
            Ok(Exchange { response, sent, arrived_before }) => {
                match after_complete(&response, &sent, expected) {
                    Completion::Done(step) if arrived_before => Completion::Done(step.in_doubt()),
                    completion => completion,
                }
            }
            Err(SendError::NoAnswer { arrived, .. }) => Completion::unanswered(arrived, expected),
            Err(SendError::Sign(error)) => return Err(error),
        };
        let first = match completion {
            Completion::Done(step) => return Ok(step),
            Completion::GetCheckoutSession(first) => first,
        };
        match self.exchange(&ApiRequest::get_checkout_session(id), end).await {
            Ok(Exchange { response, sent, .. }) => Ok(first.after_get(&response, &sent)),
            Err(SendError::NoAnswer { .. } | SendError::Sign(_)) => Ok(first.unanswered()),
        }
    }

    /// Gets a Checkout Session.
    ///
    /// # Errors
    ///
    /// [`CallError::Send`] when no answer came, and [`CallError::Answer`] when it is a refusal, cannot be read, or is
    /// about another object.
    pub async fn get_checkout_session(
        &self,
        id: &CheckoutSessionId,
    ) -> Result<CheckoutSession, CallError<S::Error>> {
        let request = ApiRequest::get_checkout_session(id);
        let Exchange { response, sent, .. } = self.exchange(&request, self.end()).await?;
        Ok(CheckoutSession::from_answer(&response, &sent)?)
    }

    /// Gets a stored Charge Permission. [`ChargePermission::next_step`] says what the shop does about it.
    ///
    /// # Errors
    ///
    /// [`CallError::Send`] when no answer came, and [`CallError::Answer`] when it is a refusal, cannot be read, or is
    /// about another object.
    pub async fn get_charge_permission(
        &self,
        id: &ChargePermissionId,
    ) -> Result<ChargePermission, CallError<S::Error>> {
        let request = ApiRequest::get_charge_permission(id);
        let Exchange { response, sent, .. } = self.exchange(&request, self.end()).await?;
        Ok(ChargePermission::from_answer(&response, &sent)?)
    }

    /// Sends a request, repeats it while that may help, and gives the last answer with any status.
    ///
    /// # Errors
    ///
    /// [`SendError::Sign`] when the request cannot be signed, and [`SendError::NoAnswer`] when no complete answer
    /// came in time. An answer of more than 1 MiB counts as no answer.
    pub async fn send(&self, request: &ApiRequest) -> Result<Response<Vec<u8>>, SendError<S::Error>> {
        Ok(self.exchange(request, self.end()).await?.response)
    }

    /// When an exchange that begins now must end.
    pub(crate) fn end(&self) -> Instant {
        Instant::now() + self.deadline
    }

    pub(crate) async fn exchange(
        &self,
        request: &ApiRequest,
        end: Instant,
    ) -> Result<Exchange, SendError<S::Error>> {
        let span = info_span!(
            "amazon_pay_request",
            method = %request.method(),
            path = request.path(),
            region = %self.signer.region(),
        );
        self.attempts(request, end).instrument(span).await
    }

    async fn attempts(&self, request: &ApiRequest, end: Instant) -> Result<Exchange, SendError<S::Error>> {
        let mut arrived = false;
        let mut attempts = 0;
        loop {
            attempts += 1;
            let arrived_before = arrived;
            let attempt_end = end.min(Instant::now() + self.timeout);
            let signed = match timeout_at(attempt_end, self.signer.sign_request(request)).await {
                Ok(Err(error)) if attempts == 1 => return Err(SendError::Sign(error)),
                Ok(signed) => signed.map_err(Failure::unsent),
                Err(elapsed) => Err(Failure::unsent(elapsed)),
            };
            let mut answer = match signed {
                Ok(signed) => self.attempt(signed, attempt_end).await,
                Err(failure) => Err(failure),
            };
            if let Ok(answered) = answer {
                answer = self.unless_refused(answered, request, attempt_end).await;
            }
            let (again, asked) = match &answer {
                Ok((response, _)) => {
                    arrived |= may_have_worked(response.status());
                    (may_pass(response.status()), retry_after(response.headers()))
                }
                Err(failure) => {
                    arrived |= failure.may_have_arrived;
                    (true, None)
                }
            };
            let wait = self.retry.wait(attempts, fastrand::f64()).max(asked.unwrap_or_default());
            let left = end.saturating_duration_since(Instant::now());
            if !again || attempts >= self.retry.attempts || wait >= left {
                return match answer {
                    Ok((response, sent)) => Ok(Exchange { response, sent, arrived_before }),
                    Err(Failure { source, .. }) => {
                        warn!(attempts, error = source.as_ref(), "gives up without an answer");
                        Err(SendError::NoAnswer {
                            attempts,
                            arrived,
                            has_effect: request.method() != Method::GET,
                            source,
                        })
                    }
                };
            }
            debug!(attempts, wait_ms = wait.as_millis(), "sends again");
            tokio::time::sleep(wait).await;
        }
    }

    async fn attempt(&self, request: Request<String>, end: Instant) -> Result<Answered, Failure> {
        let sent = SentRequest::of(&request);
        let answer = self.execute(request, end.saturating_duration_since(Instant::now())).await;
        match &answer {
            Ok(response) => {
                let request_id = request_id(response.headers(), &sent);
                debug!(status = response.status().as_u16(), request_id, "an answer");
            }
            Err(Failure { source, .. }) => debug!(error = source.as_ref(), "no answer"),
        }
        answer.map(|response| (response, sent))
    }

    async fn execute(
        &self,
        request: Request<String>,
        timeout: Duration,
    ) -> Result<Response<Vec<u8>>, Failure> {
        let mut request = self.addressed(request).map_err(|error| Failure::unsent(error.without_url()))?;
        // The shop's own HTTP client may allow http.
        if request.url().scheme() != "https" {
            return Err(Failure::unsent(NotHttps));
        }
        *request.timeout_mut() = Some(timeout);
        match self.http.execute(request).await {
            Ok(response) => whole(response).await,
            Err(NoAnswer::Failed(error)) => {
                Err(Failure { may_have_arrived: !error.is_connect(), source: error.without_url().into() })
            }
            Err(NoAnswer::Redirected) => Err(Failure { may_have_arrived: true, source: Redirected.into() }),
        }
    }

    /// The request as it is sent, to the region's host or to the stand-in.
    fn addressed(&self, mut request: Request<String>) -> reqwest::Result<reqwest::Request> {
        if let Some(endpoint) = &self.endpoint {
            let mut parts = std::mem::take(request.uri_mut()).into_parts();
            parts.authority = Some(endpoint.clone());
            // Only the host changes.
            *request.uri_mut() = Uri::from_parts(parts).unwrap_or_default();
        }
        request.try_into()
    }
}

/// A signer made a request that is not for https.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the request that was signed is not for https: make it with a `RequestSigner`")]
struct NotHttps;

/// The shop's HTTP client followed a redirect.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error(
    "the HTTP client followed a redirect, so the answer is ignored: make that client with \
     `redirect(reqwest::redirect::Policy::none())`, and look for a proxy between the shop and Amazon Pay"
)]
struct Redirected;
