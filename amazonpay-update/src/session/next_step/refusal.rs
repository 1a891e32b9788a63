//! The next step after a refusal: Amazon Pay's table of errors as one function.

use super::completion::{Completion, Unsettled};
use super::expected::ExpectedUpdate;
use super::signature::SignatureRefusal;
use super::start_again::StartAgainReason;
use super::{Misconfiguration, NextStep};
use crate::session::answer::{AnswerError, ReasonCode};
use crate::session::retry_after::retry_after;
use crate::session::sent_request::SentRequest;
use crate::session::status::{may_have_worked, may_pass};
use http::{HeaderMap, StatusCode};

/// Decides by the reason code, and by the status only if this crate does not know the code.
pub(super) fn after_refusal(
    error: AnswerError,
    headers: &HeaderMap,
    sent: &SentRequest,
    expected: &ExpectedUpdate,
) -> Completion {
    use ReasonCode as Code;

    let (reason_code, message) = match &error {
        AnswerError::Api(refusal) => (refusal.reason_code.as_ref(), refusal.message.as_deref()),
        AnswerError::Unreadable(_) => (None, None),
    };
    let Some(reason_code) = reason_code else { return after_status(error, headers, expected) };
    let problem = match reason_code {
        Code::InvalidCheckoutSessionStatus => {
            return ask(start_again(StartAgainReason::NotFinished), false, expected);
        }
        Code::CheckoutSessionCanceled => return ask(start_again(StartAgainReason::NotSaid), true, expected),
        Code::HardDeclined | Code::PaymentMethodNotAllowed | Code::AmazonRejected => {
            return ask(start_again(StartAgainReason::Declined), true, expected);
        }
        Code::InvalidChargePermissionStatus => return Completion::Done(NextStep::SetUpAgain(error)),
        Code::ResourceNotFound => return Completion::Done(start_again(StartAgainReason::SessionNotFound)),
        Code::TooManyRequests => return retry(error, headers, false),
        Code::RequestTimeout
        | Code::InternalServerError
        | Code::ProcessingFailure
        | Code::ServiceUnavailable => return retry(error, headers, true),
        // The key may have been used for this very request.
        Code::DuplicateIdempotencyKey => {
            return ask(fix(Misconfiguration::IdempotencyKey, error), false, expected);
        }
        Code::Other(_) => return after_status(error, headers, expected),

        Code::InvalidRequestSignature => SignatureRefusal::explain(message, sent.string_to_sign()).into(),
        Code::InvalidAuthentication => Misconfiguration::PublicKeyId,
        Code::InvalidAuthorizationToken => Misconfiguration::AuthorizationToken,
        Code::InvalidAccountStatus => Misconfiguration::AccountStatus,
        Code::UnauthorizedAccess => Misconfiguration::OtherAccount,
        Code::TLSVersionNotSupported => Misconfiguration::TlsVersion,
        Code::InvalidHeaderValue
        | Code::InvalidRequest
        | Code::InvalidParameterValue
        | Code::InvalidRequestFormat
        | Code::MissingHeader
        | Code::MissingHeaderValue
        | Code::MissingParameterValue
        | Code::UnrecognizedField
        | Code::InvalidParameterCombination
        | Code::InvalidSandboxSimulationSpecified
        | Code::CurrencyMismatch
        | Code::InvalidAPIVersion
        | Code::UnsupportedOperation
        | Code::RequestNotSupported
        | Code::AmountMismatch
        | Code::InvalidChargeStatus => Misconfiguration::Request,
    };
    Completion::Done(fix(problem, error))
}

fn after_status(error: AnswerError, headers: &HeaderMap, expected: &ExpectedUpdate) -> Completion {
    match error.status() {
        status if may_pass(status) => retry(error, headers, may_have_worked(status)),
        StatusCode::UPGRADE_REQUIRED => Completion::Done(fix(Misconfiguration::TlsVersion, error)),
        status if status.is_success() => {
            Completion::GetCheckoutSession(Unsettled::accepted(error.into(), expected))
        }
        status if status.is_client_error() => {
            let otherwise = match error {
                AnswerError::Api(_) => fix(Misconfiguration::Unexplained, error),
                AnswerError::Unreadable(_) => not_amazon_pay(error),
            };
            ask(otherwise, false, expected)
        }
        _ => Completion::Done(not_amazon_pay(error)),
    }
}

fn start_again(reason: StartAgainReason) -> NextStep {
    NextStep::StartAgain(reason)
}

fn fix(problem: Misconfiguration, error: AnswerError) -> NextStep {
    NextStep::FixConfiguration { problem, may_be_completed: false, error }
}

/// This answer does not tell whether the request had an effect.
fn not_amazon_pay(error: AnswerError) -> NextStep {
    fix(Misconfiguration::NotAmazonPay, error).in_doubt()
}

fn retry(error: AnswerError, headers: &HeaderMap, may_be_completed: bool) -> Completion {
    let after = retry_after(headers);
    Completion::Done(NextStep::RetryLater { after, may_be_completed, cause: error.into() })
}

fn ask(otherwise: NextStep, certain: bool, expected: &ExpectedUpdate) -> Completion {
    let expected = expected.clone();
    Completion::GetCheckoutSession(Unsettled { accepted: false, otherwise, certain, expected })
}
