//! What a request asks for.

use crate::api::answer::Answer;
use crate::api::received::Received;
use http::{Method, StatusCode};
use serde_json::Value;

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Operation<'a> {
    GetCheckoutSession(&'a str),
    CompleteCheckoutSession(&'a str),
    GetChargePermission(&'a str),
}

/// The session or permission that a path names, whatever the environment before it.
pub(crate) fn resource_id(path: &str) -> Option<&str> {
    match segments(path).as_slice() {
        ["checkoutSessions" | "chargePermissions", id, ..] => Some(id),
        _ => None,
    }
}

impl<'a> Operation<'a> {
    /// `Err` is the answer to what is none of them.
    pub(crate) fn of(received: &'a Received) -> Result<Operation<'a>, Answer> {
        let (operation, method) = match segments(received.uri.path()).as_slice() {
            ["checkoutSessions", id] => (Operation::GetCheckoutSession(id), Method::GET),
            ["checkoutSessions", id, "complete"] => (Operation::CompleteCheckoutSession(id), Method::POST),
            ["chargePermissions", id] => (Operation::GetChargePermission(id), Method::GET),
            _ => {
                return Err(Answer::error(
                    StatusCode::NOT_FOUND,
                    "ResourceNotFound",
                    "There is nothing at this path",
                ));
            }
        };
        if received.method != method {
            let message = format!("{} is not supported here", received.method);
            return Err(Answer::error(StatusCode::METHOD_NOT_ALLOWED, "UnsupportedOperation", &message));
        }
        match operation {
            Operation::CompleteCheckoutSession(_) => empty_object(&received.body).map_or(Ok(operation), Err),
            _ => Ok(operation),
        }
    }
}

/// An update has no amount, so there is nothing to say: `{}`. Anything else is answered.
fn empty_object(body: &[u8]) -> Option<Answer> {
    let refused = |reason_code, message| Some(Answer::error(StatusCode::BAD_REQUEST, reason_code, message));
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) if members.is_empty() => None,
        Ok(Value::Object(_)) => refused("UnrecognizedField", "The body of an update is an empty object"),
        _ => refused("InvalidRequestFormat", "The body is not a JSON object"),
    }
}

/// What stands behind `/v2/`; some SDKs put a slash at the end.
fn segments(path: &str) -> Vec<&str> {
    let path = path.strip_prefix("/sandbox").or_else(|| path.strip_prefix("/live")).unwrap_or(path);
    let path = path.strip_prefix("/v2/").unwrap_or_default();
    path.strip_suffix('/').unwrap_or(path).split('/').collect()
}
