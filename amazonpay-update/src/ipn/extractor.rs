//! Notifications in `axum`: an extractor of verified messages, and the answers to SNS.
//!
//! The router's state has the [`Verifier`], in an [`Arc`], and a [`ReplayGuard`]. A handler takes [`Verified`] and
//! calls [`once`](Verified::once) with the effect. The result is the answer to SNS:
//!
//! ```
//! use amazonpay_update::ipn::extractor::{Rejection, Verified};
//! use amazonpay_update::ipn::{
//!     AmazonPayNotification, CertificateFetcher, MemoryClaim, MemoryReplayGuard, Message, NotificationBody,
//!     Outcome, Verifier,
//! };
//! use axum::extract::{FromRef, State};
//! use std::sync::Arc;
//! # use amazonpay_update::ipn::{CertificateUrl, FetchError, IssuerUrl};
//! # #[derive(Clone)] struct HttpFetcher; // stands in for that of the feature `ipn-fetch`
//! # impl CertificateFetcher for HttpFetcher {
//! #     async fn signing_certificate(&self, _: &CertificateUrl) -> Result<Vec<u8>, FetchError> { Err(FetchError::TooMany) }
//! #     async fn issuer_certificate(&self, _: &IssuerUrl) -> Result<Vec<u8>, FetchError> { Err(FetchError::TooMany) }
//! # }
//! # #[derive(Clone)] struct Wallets;
//! # #[derive(Debug, thiserror::Error)] #[error("the database is away")] struct StoreError;
//! # impl Wallets {
//! #     async fn notice(&self, _: AmazonPayNotification) -> Result<(), StoreError> { Ok(()) }
//! # }
//!
//! #[derive(Clone)]
//! struct Shop {
//!     verifier: Arc<Verifier<HttpFetcher>>,
//!     guard: MemoryReplayGuard,
//!     wallets: Wallets,
//! }
//!
//! impl FromRef<Shop> for Arc<Verifier<HttpFetcher>> {
//!     fn from_ref(shop: &Shop) -> Arc<Verifier<HttpFetcher>> {
//!         Arc::clone(&shop.verifier)
//!     }
//! }
//!
//! async fn notified(
//!     State(shop): State<Shop>,
//!     verified: Result<Verified<HttpFetcher>, Rejection>,
//! ) -> axum::response::Result<Outcome> {
//!     let verified = verified.inspect_err(|why| eprintln!("refused: {why}"))?;
//!     let effect = async |message: Message, claim: MemoryClaim| {
//!         if let Message::Notification(notification) = message
//!             && let NotificationBody::AmazonPay(changed) = notification.body()
//!         {
//!             shop.wallets.notice(changed).await?;
//!         }
//!         Ok::<_, StoreError>(claim)
//!     };
//!     Ok(verified.once(&shop.guard, effect).await.inspect_err(|why| eprintln!("again: {why}"))?)
//! }
//!
//! fn router(shop: Shop) -> axum::Router {
//!     axum::Router::new().route("/amazon-pay/ipn", axum::routing::post(notified)).with_state(shop)
//! }
//! ```
//!
//! The crate `amazonpay-update-sqlx` shows a handler whose claim is a transaction of the shop's database.
//!
//! # Answers
//!
//! The answer is a status without a body, because a stranger need not learn why a message is refused. The shop learns
//! the reason from the [`Rejection`] and the [`OnceError`]. [`receive`](super::receive) has a table of the statuses.
//! The extractor adds 415, for a content type that SNS does not use.
//!
//! SNS gives an endpoint 15 seconds to answer. The extractor waits for a body that comes slowly, so limit the time of
//! a request where you limit it for your other routes.

use super::MAX_BODY_BYTES;
use super::error::IpnError;
use super::fetch::CertificateFetcher;
use super::message::Message;
use super::receive::handle;
use super::replay::{OnceError, Outcome, ReplayGuard};
use super::verifier::Verifier;
use axum_core::body::Body;
use axum_core::extract::{FromRef, FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use std::error::Error;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// The content types that SNS posts with. The first is the default, and the delivery policy of the subscription can
/// set the second.
const CONTENT_TYPES: [&str; 2] = ["text/plain", "application/json"];

/// The header that SNS sends as `true` when raw message delivery is on.
const RAW_DELIVERY: &str = "x-amz-sns-rawdelivery";

/// Extracts a message that the `Verifier<F>` in the router's state has verified.
///
/// The message is not handled yet: [`once`](Verified::once) claims it and then hands it to the effect.
pub struct Verified<F> {
    message: Message,
    verifier: PhantomData<fn() -> Verifier<F>>,
}

impl<F> Verified<F> {
    /// Makes the effect of the message take place [once](super::once()) for all of its deliveries.
    ///
    /// The effect takes the message and the guard's claim, and gives the claim back. The result, `Ok` or `Err`, is
    /// the answer to SNS.
    ///
    /// # Errors
    ///
    /// [`OnceError`]. The effect can have taken place only after [`OnceError::Confirm`].
    pub async fn once<G, H, E>(
        self,
        guard: &G,
        effect: impl FnOnce(Message, G::Claim) -> H,
    ) -> Result<Outcome, OnceError<G::Error, E>>
    where
        G: ReplayGuard,
        H: Future<Output = Result<G::Claim, E>>,
    {
        handle(self.message, guard, effect).await
    }

    /// The message, which is not claimed yet. [`once_newest`](super::once_newest()) needs it.
    #[must_use]
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// The message without a guard, for an effect that may take place again with each delivery.
    #[must_use]
    pub fn into_message(self) -> Message {
        self.message
    }
}

impl<F> fmt::Debug for Verified<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Verified").field(&self.message).finish()
    }
}

impl<F, S> FromRequest<S> for Verified<F>
where
    F: CertificateFetcher + 'static,
    S: Send + Sync,
    Arc<Verifier<F>>: FromRef<S>,
{
    type Rejection = Rejection;

    async fn from_request(request: Request, state: &S) -> Result<Verified<F>, Rejection> {
        if request
            .headers()
            .get(RAW_DELIVERY)
            .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"true"))
        {
            return Err(IpnError::RawDelivery.into());
        }
        if !is_content_type_of_sns(request.headers()) {
            return Err(Rejection::ContentType);
        }
        let body = read(request.into_body()).await?;
        let message = Arc::<Verifier<F>>::from_ref(state).verify(body.as_ref()).await?;
        Ok(Verified { message, verifier: PhantomData })
    }
}

/// Whether the content type is missing or one that SNS posts with. Parameters are ignored.
fn is_content_type_of_sns(headers: &HeaderMap) -> bool {
    headers.get_all(CONTENT_TYPE).iter().all(|value| {
        let essence = value.as_bytes().split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii();
        CONTENT_TYPES.iter().any(|known| essence.eq_ignore_ascii_case(known.as_bytes()))
    })
}

/// Reads the body up to the limit. The header with its length may be wrong or missing.
async fn read(body: Body) -> Result<impl AsRef<[u8]>, Rejection> {
    match Limited::new(body, MAX_BODY_BYTES).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if is_too_long(error.as_ref()) => Err(Rejection::TooLarge),
        Err(error) => Err(Rejection::Body(error)),
    }
}

/// Whether a limit cut the body off: the limit here, or a smaller limit that the shop set for all its routes.
fn is_too_long(error: &(dyn Error + 'static)) -> bool {
    std::iter::successors(Some(error), |&error| error.source()).any(<dyn Error>::is::<LengthLimitError>)
}

/// A request has no verified message. The answer is only the [status](Rejection::status).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// The content type is not one that SNS posts with.
    #[error("the content type is neither `text/plain` nor `application/json`: SNS did not post this")]
    ContentType,
    /// The body is longer than [`MAX_BODY_BYTES`], or than a smaller limit of the router. The extractor reads no
    /// further than the limit.
    #[error(
        "the body has more than {MAX_BODY_BYTES} bytes, or more than the router allows: SNS did not post this"
    )]
    TooLarge,
    /// The body could not be read to its end.
    #[error("the body broke off: if SNS sent it, SNS delivers the message again")]
    Body(#[source] Box<dyn Error + Send + Sync>),
    /// The message is refused.
    #[error(transparent)]
    Refused(#[from] IpnError),
}

impl Rejection {
    /// The status to answer with: 415 for the content type, 413 for a body that is too long, 503 for a body that
    /// broke off, and otherwise the [status of the `IpnError`](IpnError::status).
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Rejection::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Rejection::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Rejection::Body(_) => StatusCode::SERVICE_UNAVAILABLE,
            Rejection::Refused(error) => error.status(),
        }
    }
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        self.status().into_response()
    }
}

impl IntoResponse for Outcome {
    fn into_response(self) -> Response {
        self.status().into_response()
    }
}

impl<G, E> IntoResponse for OnceError<G, E> {
    fn into_response(self) -> Response {
        self.status().into_response()
    }
}
