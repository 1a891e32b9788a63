//! Answers that are not the object that was asked for.

use super::reason_code::ReasonCode;
use crate::session::status::may_pass;
use http::StatusCode;
use std::fmt;

/// Amazon Pay refused the request, or the answer is something else.
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
/// Decide by the reason code, because one code comes with several statuses.
///
/// The texts stay on one line: line breaks and other invisible characters are escaped (`\n`, `\u{1b}`). Some messages
/// repeat the signature of the request, and `...` takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The HTTP status.
    pub status: StatusCode,
    /// The reason, where the answer has one; of a code this crate does not know, at most 100 characters.
    pub reason_code: Option<ReasonCode>,
    /// Amazon's words, at most 2,000 characters of them.
    pub message: Option<String>,
    /// The id that Amazon Pay's support asks for, from the header `x-amz-pay-request-id`; at most 200
    /// characters of it.
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

/// An answer that does not come from Amazon Pay's API, or was damaged on its way.
///
/// It describes the answer, and holds no part of the body, because the body may have data of the buyer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnreadableAnswer {
    /// The fault of the answer.
    pub problem: AnswerProblem,
    /// The HTTP status.
    pub status: StatusCode,
    /// The media type it claims to have, with its parameters; at most 200 characters of it.
    pub content_type: Option<String>,
    /// The length of the body in bytes.
    pub body_len: usize,
    /// The id that Amazon Pay's support asks for, from the header `x-amz-pay-request-id`. Where there is
    /// none, the answer may have come from somebody else.
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

impl std::error::Error for UnreadableAnswer {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.problem)
    }
}

/// The fault of an answer, and where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerProblem {
    /// It is a redirect.
    #[error(
        "the answer is a redirect, which Amazon Pay's API never gives: ask the host of the region itself"
    )]
    Redirect,
    /// It has no body.
    #[error("the answer has no body")]
    Empty,
    /// Its content type is not that of JSON.
    #[error(
        "the answer does not claim to be JSON: look for a proxy or firewall between the shop and Amazon Pay"
    )]
    ContentType,
    /// It is an HTML or XML page.
    #[error("the answer is a page: look for a proxy or firewall between the shop and Amazon Pay")]
    Page,
    /// Its JSON ends too early.
    #[error("the answer's JSON ends too early: it was cut off on its way")]
    Truncated,
    /// It is not JSON.
    #[error("the answer is not JSON: it stops being so at line {line}, column {column}")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1; 0 when it is the line break before that line.
        column: usize,
    },
    /// It is JSON, but no object.
    #[error("the answer is JSON, but no object")]
    NotAnObject,
    /// An object in it has a member twice, and readers differ in which of the two they take.
    #[error("an object in the answer has a member twice: the answer was changed on its way, or made up")]
    DuplicateMember,
    /// It is about another object than the request.
    #[error(
        "the answer is about something else than the request: its `{member}` is another one; look for a proxy or cache \
         between the shop and Amazon Pay"
    )]
    OtherObject {
        /// The member that names the object.
        member: &'static str,
    },
    /// It is about the other environment.
    #[error(
        "the answer is about another environment than the request: its `releaseEnvironment` is not that of the key; \
         see that the request goes to Amazon Pay itself"
    )]
    OtherEnvironment,
    /// A member that decides what to do next has another type than documented.
    #[error("the answer's member `{member}` is not of the type Amazon Pay documents")]
    Member {
        /// The member, with those it is in.
        member: &'static str,
    },
}

fn write_request_id(f: &mut fmt::Formatter<'_>, request_id: Option<&str>) -> fmt::Result {
    match request_id {
        Some(id) => write!(f, " (`x-amz-pay-request-id`: {id})"),
        None => Ok(()),
    }
}
