//! From the answer to Complete, and if need be that to Get Checkout Session, to the next step.

use super::completion::{Completion, Unsettled};
use super::refusal::after_refusal;
use super::start_again::StartAgainReason;
use super::{NextStep, RetryCause};
use crate::session::answer::{CheckoutSession, CheckoutSessionState};
use http::Response;

/// Reads the answer to Complete Checkout Session.
///
/// `string_to_sign` is that of the request that was answered: the algorithm, a line feed and the hash of
/// the canonical request. Should Amazon Pay refuse the signature, it is compared with what Amazon signed.
///
/// # Examples
///
/// ```
/// use amazonpay_update::session::{Completion, NextStep, after_complete};
/// # let string_to_sign = "";
///
/// let response = http::Response::builder()
///     .status(422)
///     .body(r#"{"reasonCode": "InvalidCheckoutSessionStatus", "message": "It is completed."}"#)?;
/// let first = match after_complete(&response, string_to_sign) {
///     Completion::GetCheckoutSession(first) => first,
///     Completion::Done(step) => panic!("{step:?}"),
/// };
///
/// let response = http::Response::new(r#"{"statusDetails": {"state": "Completed"}}"#);
/// let step = first.after_get(&response, string_to_sign);
/// assert!(matches!(step, NextStep::AlreadyCompleted(_)));
/// # Ok::<(), http::Error>(())
/// ```
pub fn after_complete<B: AsRef<[u8]>>(response: &Response<B>, string_to_sign: &str) -> Completion {
    let session = match CheckoutSession::from_response(response) {
        Ok(session) => session,
        Err(error) => return after_refusal(error, response.headers(), string_to_sign),
    };
    match session.status_details.state {
        Some(CheckoutSessionState::Completed) => Completion::Done(NextStep::Updated(Box::new(session))),
        Some(CheckoutSessionState::Canceled) => Completion::Done(canceled(&session)),
        state => Completion::GetCheckoutSession(Unsettled::accepted(RetryCause::State { state })),
    }
}

impl Unsettled {
    /// Reads the answer to Get Checkout Session.
    ///
    /// `string_to_sign` is that of this second request.
    pub fn after_get<B: AsRef<[u8]>>(self, response: &Response<B>, string_to_sign: &str) -> NextStep {
        let session = match CheckoutSession::from_response(response) {
            Ok(session) => session,
            Err(_) if self.certain => return self.otherwise,
            Err(error) => match after_refusal(error, response.headers(), string_to_sign) {
                // That Amazon Pay took the request weighs more than that it finds no session.
                Completion::Done(NextStep::StartAgain(_)) if self.accepted => return self.otherwise,
                Completion::Done(step) => return step.in_doubt(),
                Completion::GetCheckoutSession(again) => return again.otherwise.in_doubt(),
            },
        };
        match session.status_details.state {
            Some(CheckoutSessionState::Completed) if self.accepted => NextStep::Updated(Box::new(session)),
            Some(CheckoutSessionState::Completed) => NextStep::AlreadyCompleted(Box::new(session)),
            Some(CheckoutSessionState::Canceled) => canceled(&session),
            Some(CheckoutSessionState::Open) => self.otherwise,
            _ if self.certain => self.otherwise,
            state => NextStep::retry_later(RetryCause::State { state }),
        }
    }
}

fn canceled(session: &CheckoutSession) -> NextStep {
    NextStep::StartAgain(StartAgainReason::of(session.status_details.reason_code.as_ref()))
}
