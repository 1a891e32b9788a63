//! Reads an object or an error from an HTTP response.

use super::error::{AnswerError, AnswerProblem, ApiError, UnreadableAnswer};
use super::json;
use super::object::Members;
use super::signature::without_signatures;
use crate::region::Environment;
use crate::session::sent_request::SentRequest;
use crate::shown::escaped;
use http::header::{CONTENT_TYPE, HeaderMap};
use http::{Response, StatusCode};
use serde_json::error::Category;
use serde_json::{Map, Value};

/// The most characters of a header that an error keeps. Anybody may have written the header.
const HEADER_CHARS: usize = 200;

/// The most characters of a message that an error keeps.
const MESSAGE_CHARS: usize = 2000;

/// The most characters of a reason code that an error keeps. Amazon's codes have up to 33.
const CODE_CHARS: usize = 100;

/// The header with the id that Amazon Pay's support asks for.
const REQUEST_ID: &str = "x-amz-pay-request-id";

/// An object in an answer of Amazon Pay.
pub(super) trait Answer: From<Members> {
    /// A member that decides the next step and has another type than documented.
    fn unfit(&self) -> Option<&'static str>;

    /// Why this object is no answer to a request.
    fn not_about(&self, sent: &SentRequest) -> Option<AnswerProblem>;
}

/// Reads the object from any body, and compares it with the request, if that is known.
pub(super) fn read<T: Answer, B: AsRef<[u8]>>(
    response: &Response<B>,
    sent: Option<&SentRequest>,
) -> Result<T, AnswerError> {
    let signature = sent.map_or("", SentRequest::signature);
    let object = T::from(Members::new(accepted(response, signature)?));
    let unfit = object.unfit().map(|member| AnswerProblem::Member { member });
    match unfit.or_else(|| object.not_about(sent?)) {
        Some(problem) => Err(unreadable(response, signature, problem)),
        None => Ok(object),
    }
}

impl AnswerError {
    /// Reads the answer to a request that this crate has no type for, such as Create Charge.
    ///
    /// It is `None` when Amazon Pay did not refuse the request: the status is 2xx, and the body is an object of JSON.
    /// What that object says is for the caller to read.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::session::{AnswerError, ReasonCode};
    ///
    /// let response = http::Response::builder()
    ///     .status(422)
    ///     .body(r#"{"reasonCode": "HardDeclined", "message": "The card is declined."}"#)?;
    /// match AnswerError::from_response(&response) {
    ///     None => println!("read the charge"),
    ///     Some(AnswerError::Api(refusal)) => assert_eq!(refusal.reason_code, Some(ReasonCode::HardDeclined)),
    ///     Some(error) => println!("nobody knows whether the buyer has paid: {error}"),
    /// }
    /// # Ok::<(), http::Error>(())
    /// ```
    pub fn from_response<B: AsRef<[u8]>>(response: &Response<B>) -> Option<AnswerError> {
        accepted(response, "").err()
    }
}

/// The members of the object that answers a request, unless Amazon Pay refused it.
fn accepted<B: AsRef<[u8]>>(
    response: &Response<B>,
    signature: &str,
) -> Result<Map<String, Value>, AnswerError> {
    let (status, headers) = (response.status(), response.headers());
    let answer = members(status, headers, response.body().as_ref()).and_then(|members| {
        if status.is_success() {
            Ok(Ok(members))
        } else {
            api_error(status, members, header(headers, REQUEST_ID, signature), signature).map(Err)
        }
    });
    match answer {
        Ok(answer) => answer.map_err(AnswerError::Api),
        Err(problem) => Err(unreadable(response, signature, problem)),
    }
}

fn unreadable<B: AsRef<[u8]>>(
    response: &Response<B>,
    signature: &str,
    problem: AnswerProblem,
) -> AnswerError {
    let headers = response.headers();
    AnswerError::Unreadable(UnreadableAnswer {
        problem,
        status: response.status(),
        content_type: header(headers, CONTENT_TYPE.as_str(), signature),
        body_len: response.body().as_ref().len(),
        request_id: header(headers, REQUEST_ID, signature),
    })
}

/// The id that Amazon Pay's support asks for.
#[cfg(feature = "client")]
pub(crate) fn request_id(headers: &HeaderMap, sent: &SentRequest) -> Option<String> {
    header(headers, REQUEST_ID, sent.signature())
}

/// Whether an answer names another environment than the request: Sandbox or Live.
pub(super) fn other_environment(
    named: Option<Environment>,
    other: &Map<String, Value>,
    sent: &SentRequest,
) -> Option<AnswerProblem> {
    let contradicts = match (named, sent.environment()) {
        (Some(named), Some(of_request)) => named != of_request,
        _ => other.contains_key("releaseEnvironment"),
    };
    contradicts.then_some(AnswerProblem::OtherEnvironment)
}

/// The members of the object in the body.
fn members(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Map<String, Value>, AnswerProblem> {
    if status.is_redirection() {
        return Err(AnswerProblem::Redirect);
    }
    let content = body.trim_ascii_start();
    if content.is_empty() {
        return Err(AnswerProblem::Empty);
    }
    if headers.get(CONTENT_TYPE).is_some_and(|value| !is_json(value.as_bytes())) {
        return Err(AnswerProblem::ContentType);
    }
    if content.starts_with(b"<") {
        return Err(AnswerProblem::Page);
    }
    match json::parse(body) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(AnswerProblem::NotAnObject),
        Err(error) if error.is_data() => Err(AnswerProblem::DuplicateMember),
        Err(error) if error.classify() == Category::Eof => Err(AnswerProblem::Truncated),
        Err(error) => Err(AnswerProblem::NotJson { line: error.line(), column: error.column() }),
    }
}

/// Whether a content type has `json` in its media type, such as `application/json` or `application/problem+json`.
fn is_json(content_type: &[u8]) -> bool {
    let media_type = content_type.split(|&byte| byte == b';').next().unwrap_or_default();
    media_type.windows(4).any(|part| part.eq_ignore_ascii_case(b"json"))
}

fn api_error(
    status: StatusCode,
    members: Map<String, Value>,
    request_id: Option<String>,
    signature: &str,
) -> Result<ApiError, AnswerProblem> {
    let mut members = Members::new(members);
    let [reason_code, message] = ["reasonCode", "message"].map(|name| members.take::<Option<String>>(name));
    if members.into_rest().contains_key("reasonCode") {
        return Err(AnswerProblem::Member { member: "reasonCode" });
    }
    let reason_code = reason_code.map(|code| server_text(&code, signature, CODE_CHARS).as_str().into());
    let message = message.map(|message| server_text(&message, signature, MESSAGE_CHARS));
    Ok(ApiError { status, reason_code, message, request_id })
}

fn header(headers: &HeaderMap, name: &str, signature: &str) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?;
    Some(server_text(text, signature, HEADER_CHARS))
}

/// The form of a text that an error keeps: on one line, with at most `longest` characters, and without the signature
/// that was sent.
fn server_text(text: &str, signature: &str, longest: usize) -> String {
    escaped(&without_signatures(text, signature), longest).into_owned()
}
