//! Errors of answers that are not the requested object.

use super::reason_code::ReasonCode;
use crate::session::status::may_pass;
use http::StatusCode;
use std::fmt;

/// Amazon Pay refused the request, or the answer is not the requested object.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// Amazon Pay refused the request.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The answer cannot be read.
    #[error(transparent)]
    Unreadable(#[from] UnreadableAnswer),
}

impl AnswerError {
    /// The answer's HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            AnswerError::Api(error) => error.status,
            AnswerError::Unreadable(answer) => answer.status,
        }
    }

    /// The id that Amazon Pay's support asks for, from the header `x-amz-pay-request-id`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            AnswerError::Api(error) => error.request_id.as_deref(),
            AnswerError::Unreadable(answer) => answer.request_id.as_deref(),
        }
    }
}

/// A refusal in Amazon Pay's words.
///
/// Decide by the reason code and not by the status, because one code comes with several statuses.
///
/// The texts stay on one line: line breaks and other invisible characters are escaped (`\n`, `\u{1b}`). Some messages
/// repeat the signature of the request, and `...` takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The HTTP status.
    pub status: StatusCode,
    /// The reason code, if the answer has one. A code that this crate does not know is cut after 100 characters.
    pub reason_code: Option<ReasonCode>,
    /// Amazon's message, at most 2,000 characters.
    pub message: Option<String>,
    /// The id that Amazon Pay's support asks for, from the header `x-amz-pay-request-id`, at most 200 characters.
    pub request_id: Option<String>,
}

impl ApiError {
    /// Whether the same request can succeed when it is sent again: after the statuses 408, 425, 429 and 500 to 599.
    ///
    /// After 408 and 500 to 599 the request may also have taken effect. Send it with the same idempotency key.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        may_pass(self.status)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Amazon Pay refused the request with the status {}", self.status.as_u16())?;
        if let Some(reason_code) = &self.reason_code {
            write!(f, " and the reason code `{reason_code}`")?;
        }
        if let Some(message) = &self.message {
            write!(f, ": {message}")?;
        }
        write_request_id(f, self.request_id.as_deref())
    }
}

impl std::error::Error for ApiError {}

/// An answer that does not come from Amazon Pay's API, or was changed on its way.
///
/// The error describes the answer and holds no part of the body, because the body may have buyer data.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnreadableAnswer {
    /// The problem that makes the answer unreadable.
    pub problem: AnswerProblem,
    /// The HTTP status.
    pub status: StatusCode,
    /// The header `content-type`, at most 200 characters.
    pub content_type: Option<String>,
    /// The length of the body in bytes.
    pub body_len: usize,
    /// The id that Amazon Pay's support asks for, from the header `x-amz-pay-request-id`. An answer without the id
    /// may have come from another server.
    pub request_id: Option<String>,
}

impl fmt::Display for UnreadableAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let UnreadableAnswer { problem, status, content_type, body_len, request_id } = self;
        write!(f, "{problem}; the answer has the status {}, ", status.as_u16())?;
        match content_type {
            Some(content_type) => write!(f, "the content type `{content_type}`")?,
            None => f.write_str("no content type")?,
        }
        write!(f, " and {body_len} bytes")?;
        write_request_id(f, request_id.as_deref())
    }
}

impl std::error::Error for UnreadableAnswer {}

/// The problem that makes an answer unreadable. Its text says where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerProblem {
    /// The answer is a redirect.
    #[error(
        "the answer is a redirect, and Amazon Pay's API never redirects: send the request to the API host of the \
         region"
    )]
    Redirect,
    /// The answer has no body.
    #[error("the answer has no body")]
    Empty,
    /// The content type is not JSON.
    #[error(
        "the answer's content type is not JSON: look for a proxy or firewall between the shop and Amazon Pay"
    )]
    ContentType,
    /// The answer is an HTML or XML page.
    #[error(
        "the answer is an HTML or XML page: look for a proxy or firewall between the shop and Amazon Pay"
    )]
    Page,
    /// The JSON ends too early.
    #[error("the answer's JSON ends too early: the answer was cut off on its way")]
    Truncated,
    /// The answer is not JSON.
    #[error("the answer is not JSON: the mistake is at line {line}, column {column}")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1. The column 0 is the line break before the line.
        column: usize,
    },
    /// The answer is JSON, but not an object.
    #[error("the answer is JSON, but not an object")]
    NotAnObject,
    /// An object in the answer has a member twice. Readers differ in which of the two they take.
    #[error(
        "an object in the answer has a member twice: the answer was changed on its way, or does not come from Amazon \
         Pay"
    )]
    DuplicateMember,
    /// The answer is about another object than the request.
    #[error(
        "the answer is about another object than the request: its `{member}` is different; look for a proxy or cache \
         between the shop and Amazon Pay"
    )]
    OtherObject {
        /// The member that names the object.
        member: &'static str,
    },
    /// The answer is about another environment than the request.
    #[error(
        "the answer is about another environment than the request: its `releaseEnvironment` does not fit the key; \
         check that the request goes to Amazon Pay itself"
    )]
    OtherEnvironment,
    /// A member that decides the next step has another type than Amazon Pay documents.
    #[error("the answer's member `{member}` does not have the type that Amazon Pay documents")]
    Member {
        /// The path of the member.
        member: &'static str,
    },
}

fn write_request_id(f: &mut fmt::Formatter<'_>, request_id: Option<&str>) -> fmt::Result {
    match request_id {
        Some(id) => write!(f, " (`x-amz-pay-request-id`: {id})"),
        None => Ok(()),
    }
}
