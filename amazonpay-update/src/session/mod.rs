//! The return leg: complete the Checkout Session when the buyer is back, and know what to do next.
//!
//! When the buyer is back on the `checkoutResultReturnUrl`, the shop sends Complete Checkout Session.
//! [`after_complete`] reads the answer. Usually one answer is enough. Otherwise `after_complete` asks for Get
//! Checkout Session, and [`Unsettled::after_get`] reads both answers together. Both ways lead to a [`NextStep`], also
//! when the buyer comes back twice.
//!
//! Any HTTP client can send the requests. It must not follow redirects, and must give a 4xx or 5xx as an answer with
//! its body and not as an error (with `ureq`, set `http_status_as_error(false)`). To send a request again, sign the
//! same [`ApiRequest`] again.
//!
//! The answer is compared with the [`SentRequest`]. A completed session is compared with the [`ExpectedUpdate`],
//! because anybody can write a session's id into the address bar.
//!
//! ```
//! use amazonpay_update::Eu;
//! use amazonpay_update::region::Language;
//! use amazonpay_update::session::{Completion, ExpectedUpdate, NextStep, SentRequest, after_complete};
//! # fn sent(path: &str) -> SentRequest {
//! #     let url = format!("https://pay-api.amazon.eu/v2/checkoutSessions/{path}");
//! #     SentRequest::of(&http::Request::get(url).body("").unwrap())
//! # }
//! # struct Page;
//! # fn complete_checkout_session(id: &str) -> (http::Response<Vec<u8>>, SentRequest) {
//! #     let body = br#"{"reasonCode": "CheckoutSessionCanceled"}"#.to_vec();
//! #     let response = http::Response::builder().status(422).body(body).unwrap();
//! #     (response, sent(&format!("{id}/complete")))
//! # }
//! # fn get_checkout_session(id: &str) -> (http::Response<Vec<u8>>, SentRequest) {
//! #     let body = br#"{"statusDetails": {"state": "Canceled", "reasonCode": "Declined"}}"#.to_vec();
//! #     (http::Response::new(body), sent(id))
//! # }
//! # impl Page {
//! #     fn account(_: &str) -> Page { Page }
//! #     fn start_of_update(message: &str) -> Page {
//! #         assert!(message.starts_with("Ihre Zahlungsart wurde abgelehnt"));
//! #         Page
//! #     }
//! #     fn setup() -> Page { Page }
//! # }
//!
//! fn buyer_is_back(session_id: &str, expected: &ExpectedUpdate, language: &Language<Eu>) -> Page {
//!     let (response, sent) = complete_checkout_session(session_id);
//!     let step = match after_complete(&response, &sent, expected) {
//!         Completion::Done(step) => step,
//!         Completion::GetCheckoutSession(first) => {
//!             let (response, sent) = get_checkout_session(session_id);
//!             first.after_get(&response, &sent)
//!         }
//!     };
//!     if let NextStep::FixConfiguration { problem, error, .. } = &step {
//!         eprintln!("{problem} ({error})");
//!     }
//!     match step {
//!         NextStep::Updated(_) | NextStep::AlreadyCompleted(_) => Page::account("Your details are updated."),
//!         NextStep::StartAgain(reason) => Page::start_of_update(reason.buyer_message(language)),
//!         NextStep::SetUpAgain(_) => Page::setup(),
//!         NextStep::RetryLater { may_be_completed: true, .. }
//!         | NextStep::FixConfiguration { may_be_completed: true, .. } => Page::account("We are checking your update."),
//!         NextStep::RetryLater { .. } => Page::account("Please try again in a minute."),
//!         NextStep::FixConfiguration { .. } => Page::account("Please try again later."),
//!     }
//! }
//! # let store_id = "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId".parse().unwrap();
//! # let expected = ExpectedUpdate::new(store_id, "B02-0000000-0000000".parse().unwrap());
//! # buyer_is_back("acf951ea-32ee-4dea-916b-2caa9b218e4a", &expected, &"de_DE".parse().unwrap());
//! ```

mod answer;
mod buyer_return;
mod canonical_request;
#[cfg(feature = "client")]
mod client;
mod encode;
mod idempotency_key;
mod next_step;
mod request;
mod retry_after;
mod sent_request;
#[cfg(feature = "client")]
mod sign_request;
mod signer;
mod status;
pub(crate) mod testing;

pub use answer::{
    Address, AnswerError, AnswerProblem, ApiError, Buyer, ChargePermission, ChargePermissionReason,
    ChargePermissionState, ChargePermissionStatus, ChargePermissionStatusReason, CheckoutSession,
    CheckoutSessionReason, CheckoutSessionState, CheckoutSessionStatus, Constraint, InvalidTimestamp, Limits,
    PaymentMethodOnFileMetadata, PaymentPreference, Price, ReasonCode, Timestamp, UnreadableAnswer,
    refuses_public_key,
};
pub use buyer_return::{BuyerReturn, BuyerReturnError};
pub use canonical_request::string_to_sign_of;
#[cfg(feature = "client")]
pub use client::{CallError, Client, ClientBuilder, ClientError, SendError, StandIn};
pub use idempotency_key::{IdempotencyKey, InvalidIdempotencyKey};
#[cfg(feature = "return-state")]
pub(crate) use next_step::buyer_message;
pub use next_step::{
    ChargePermissionStep, Completion, ExpectedUpdate, Misconfiguration, NextStep, RetryCause,
    SignatureRefusal, StartAgainReason, Unsettled, UpdateMismatch, after_complete,
};
pub use request::{ApiRequest, InvalidRequest};
pub use sent_request::SentRequest;
#[cfg(feature = "client")]
pub use sign_request::{DynSignError, DynSignRequest, SignRequest, SignedRequestFuture};
pub use signer::{RequestSigner, RequestToSign};
#[cfg(feature = "client")]
pub(crate) use {answer::request_id, retry_after::date};
