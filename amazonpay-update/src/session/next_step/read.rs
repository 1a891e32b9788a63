//! Reads the next step from the answer to Complete Checkout Session and, if needed, to Get Checkout Session.

use super::completion::{Completion, Unsettled};
use super::expected::ExpectedUpdate;
use super::refusal::after_refusal;
use super::start_again::StartAgainReason;
use super::{NextStep, RetryCause};
use crate::session::answer::{CheckoutSession, CheckoutSessionState};
use crate::session::sent_request::SentRequest;
use http::Response;

/// Reads the answer to Complete Checkout Session.
///
/// `sent` is the request that was answered. An answer about another object is ignored, and leads to Get Checkout
/// Session. Only a session of the `expected` permission and store is [`Updated`](NextStep::Updated) or
/// [`AlreadyCompleted`](NextStep::AlreadyCompleted), also after the second answer. If Amazon Pay refuses the
/// signature, the string to sign is compared with the string that Amazon computed.
///
/// # Examples
///
/// ```
/// use amazonpay_update::session::{Completion, ExpectedUpdate, NextStep, SentRequest, after_complete};
/// use amazonpay_update::{charge_permission_id, store_id};
/// # let url = "https://pay-api.amazon.com/v2/checkoutSessions/acf951ea-32ee-4dea-916b-2caa9b218e4a";
/// # let complete = http::Request::post(format!("{url}/complete")).body("{}")?;
/// # let get = http::Request::get(url).body("")?;
///
/// let expected = ExpectedUpdate::new(
///     store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
///     charge_permission_id!("B01-0000000-0000000"),
/// );
/// let sent = SentRequest::of(&complete);
/// let response = http::Response::builder()
///     .status(422)
///     .body(r#"{"reasonCode": "InvalidCheckoutSessionStatus", "message": "It is completed."}"#)?;
/// let first = match after_complete(&response, &sent, &expected) {
///     Completion::GetCheckoutSession(first) => first,
///     Completion::Done(step) => panic!("{step:?}"),
/// };
///
/// let sent = SentRequest::of(&get);
/// let response = http::Response::new(
///     r#"{"statusDetails": {"state": "Completed"}, "chargePermissionId": "B01-0000000-0000000"}"#,
/// );
/// let step = first.after_get(&response, &sent);
/// assert!(matches!(step, NextStep::AlreadyCompleted(_)));
/// # Ok::<(), http::Error>(())
/// ```
pub fn after_complete<B: AsRef<[u8]>>(
    response: &Response<B>,
    sent: &SentRequest,
    expected: &ExpectedUpdate,
) -> Completion {
    let session = match CheckoutSession::from_answer(response, sent) {
        Ok(session) => session,
        Err(error) => return after_refusal(error, response.headers(), sent, expected),
    };
    match session.status_details.state {
        Some(CheckoutSessionState::Completed) => {
            Completion::Done(completed(session, sent, expected, NextStep::Updated))
        }
        Some(CheckoutSessionState::Canceled) => Completion::Done(canceled(&session)),
        state => Completion::GetCheckoutSession(Unsettled::accepted(RetryCause::State { state }, expected)),
    }
}

impl Unsettled {
    /// Reads the answer to Get Checkout Session.
    ///
    /// `sent` is the request for Get Checkout Session.
    pub fn after_get<B: AsRef<[u8]>>(self, response: &Response<B>, sent: &SentRequest) -> NextStep {
        let session = match CheckoutSession::from_answer(response, sent) {
            Ok(session) => session,
            Err(_) if self.certain => return self.otherwise,
            Err(error) => match after_refusal(error, response.headers(), sent, &self.expected) {
                // Amazon Pay accepted the first request, which counts for more than a session that is not found.
                Completion::Done(NextStep::StartAgain(_)) if self.accepted => return self.otherwise,
                Completion::Done(step) => return step.in_doubt(),
                Completion::GetCheckoutSession(again) => return again.otherwise.in_doubt(),
            },
        };
        match session.status_details.state {
            Some(CheckoutSessionState::Completed) => {
                let step = if self.accepted { NextStep::Updated } else { NextStep::AlreadyCompleted };
                completed(session, sent, &self.expected, step)
            }
            Some(CheckoutSessionState::Canceled) => canceled(&session),
            Some(CheckoutSessionState::Open) => self.otherwise,
            _ if self.certain => self.otherwise,
            state => NextStep::retry_later(RetryCause::State { state }),
        }
    }
}

/// The step, if the session belongs to the expected update.
fn completed(
    session: CheckoutSession,
    sent: &SentRequest,
    expected: &ExpectedUpdate,
    step: fn(Box<CheckoutSession>) -> NextStep,
) -> NextStep {
    match expected.mismatch(&session, sent) {
        Some(mismatch) => NextStep::StartAgain(StartAgainReason::OtherUpdate(mismatch)),
        None => step(Box::new(session)),
    }
}

fn canceled(session: &CheckoutSession) -> NextStep {
    NextStep::StartAgain(StartAgainReason::of(session.status_details.reason_code.as_ref()))
}
