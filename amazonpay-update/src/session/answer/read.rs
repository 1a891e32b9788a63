//! From an HTTP response to an object or an error.

use super::error::{AnswerError, AnswerProblem, ApiError, UnreadableAnswer};
use super::object::Members;
use http::header::{CONTENT_TYPE, HeaderMap};
use http::{Response, StatusCode};
use serde_json::error::Category;
use serde_json::{Map, Value};

/// Characters of a header that an error keeps at most: anybody may have written it.
const HEADER_CHARS: usize = 200;

/// Characters of a message that an error keeps at most, for the same reason.
const MESSAGE_CHARS: usize = 2000;

/// The longest run of Base64's characters a message shows: a hash in hexadecimal digits, with the end of an
/// algorithm's name before it. A line of a signature is longer.
const LONGEST_WORD: usize = 70;

/// An object that Amazon Pay answers.
pub(super) trait Answer: From<Members> {
    /// A member that decides what to do next and has another type than documented.
    fn unfit(&self) -> Option<&'static str>;
}

/// Reads the object, whatever bytes the body has.
pub(super) fn read<T: Answer, B: AsRef<[u8]>>(response: &Response<B>) -> Result<T, AnswerError> {
    let (status, headers, body) = (response.status(), response.headers(), response.body().as_ref());
    let request_id = header(headers, "x-amz-pay-request-id");
    let answer = members(status, headers, body).and_then(|members| {
        if status.is_success() {
            let object = T::from(Members::new(members));
            let problem = object.unfit().map(|member| AnswerProblem::Member { member });
            problem.map_or(Ok(Ok(object)), Err)
        } else {
            api_error(status, members, request_id.clone()).map(Err)
        }
    });
    match answer {
        Ok(answer) => answer.map_err(AnswerError::Api),
        Err(problem) => Err(AnswerError::Unreadable(UnreadableAnswer {
            problem,
            status,
            content_type: header(headers, CONTENT_TYPE.as_str()),
            body_len: body.len(),
            request_id,
        })),
    }
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
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(AnswerProblem::NotAnObject),
        Err(error) if error.classify() == Category::Eof => Err(AnswerProblem::Truncated),
        Err(error) => Err(AnswerProblem::NotJson { line: error.line(), column: error.column() }),
    }
}

/// `application/json`, and its relatives such as `application/problem+json`.
fn is_json(content_type: &[u8]) -> bool {
    let media_type = content_type.split(|&byte| byte == b';').next().unwrap_or_default();
    media_type.windows(4).any(|part| part.eq_ignore_ascii_case(b"json"))
}

fn api_error(
    status: StatusCode,
    members: Map<String, Value>,
    request_id: Option<String>,
) -> Result<ApiError, AnswerProblem> {
    let mut members = Members::new(members);
    let (reason_code, message) = (members.take("reasonCode"), members.take::<Option<String>>("message"));
    if members.into_rest().contains_key("reasonCode") {
        return Err(AnswerProblem::Member { member: "reasonCode" });
    }
    Ok(ApiError { status, reason_code, message: message.as_deref().map(without_signature), request_id })
}

/// The message of `InvalidRequestSignature` repeats the signature, which must not reach a log. Amazon's
/// words around it are not documented, so it is known by its length.
fn without_signature(message: &str) -> String {
    let is_base64 = |char: char| char.is_ascii_alphanumeric() || "+/=".contains(char);
    let mut shown = String::new();
    let mut rest = message;
    while !rest.is_empty() {
        let (word, behind) = rest.split_at(rest.find(|char| !is_base64(char)).unwrap_or(rest.len()));
        let (between, next) = behind.split_at(behind.find(is_base64).unwrap_or(behind.len()));
        shown.push_str(if word.len() > LONGEST_WORD { "..." } else { word });
        shown.push_str(between);
        rest = next;
    }
    shown.chars().take(MESSAGE_CHARS).collect()
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?;
    Some(text.chars().take(HEADER_CHARS).collect())
}
