//! The one form of every error.

use crate::shown::may_be_shown;
use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::{Map, Value};

/// A refused call: the error, the member, and what to do.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    error: String,
    member: Option<String>,
    remedy: Option<String>,
}

impl Refusal {
    /// Makes a refusal. An error of a parser gets a capital letter.
    pub(crate) fn new(status: StatusCode, error: impl Into<String>) -> Refusal {
        Refusal { status, error: capitalized(&error.into()), member: None, remedy: None }
    }

    /// 400, because of this member of the body, such as `faults[0].status`, or of the query.
    pub(crate) fn of_member(member: impl Into<String>, error: impl Into<String>) -> Refusal {
        Refusal { member: Some(member.into()), ..Refusal::new(StatusCode::BAD_REQUEST, error) }
    }

    /// 404: nothing has this id.
    pub(crate) fn not_found(what: &str, id: &str) -> Refusal {
        Refusal::new(StatusCode::NOT_FOUND, format!("No {what} has the id `{id}`"))
    }

    pub(crate) fn remedy(self, remedy: impl Into<String>) -> Refusal {
        Refusal { remedy: Some(capitalized(&remedy.into())), ..self }
    }

    /// Puts the name of the outer member before the member.
    pub(crate) fn within(mut self, outer: &str) -> Refusal {
        self.member = Some(match self.member {
            Some(inner) if inner.starts_with('[') => format!("{outer}{inner}"),
            Some(inner) => format!("{outer}.{inner}"),
            None => outer.to_owned(),
        });
        self
    }
}

fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        // The error and the member repeat what was sent, and the remedy does not.
        let error = if may_be_shown(&self.error) {
            self.error
        } else {
            "A text is wrong here, and is not repeated, because it could be a key".to_owned()
        };
        let member = self.member.filter(|member| may_be_shown(member));
        let mut body = Map::new();
        body.insert("error".to_owned(), error.into());
        let others = [("member", member), ("remedy", self.remedy)];
        body.extend(others.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?.into()))));
        (self.status, Json(Value::Object(body))).into_response()
    }
}
