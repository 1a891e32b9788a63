//! The input of a call: a body in JSON, an id in the path, a query. A wrong input is refused with its place.

use super::refusal::Refusal;
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use http::request::Parts;
use http::{StatusCode, header};
use serde::de::{DeserializeOwned, IgnoredAny};

/// More than any body has.
const MAX_BODY: usize = 1 << 20;

/// A body in JSON.
pub(crate) struct Body<T>(pub(crate) T);

/// The one part of the path that is not fixed.
pub(crate) struct Id(pub(crate) String);

/// The query after the `?`.
pub(crate) struct Filter<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Body<T>, Refusal> {
        let of_json = request.headers().get(header::CONTENT_TYPE).is_some_and(|value| {
            let media_type = value.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            media_type.trim().eq_ignore_ascii_case("application/json")
        });
        if !of_json {
            let error = "The header `content-type` is not `application/json`";
            return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, error)
                .remedy("Send JSON with the header `content-type: application/json`"));
        }
        let bytes = to_bytes(request.into_body(), MAX_BODY).await.map_err(|_| {
            let error = format!("The body is longer than {MAX_BODY} bytes, or broke off");
            Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, error).remedy("Send a shorter body")
        })?;
        parsed(&bytes).map(Body)
    }
}

fn parsed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    // serde would also accept the members of a struct as a list.
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(Refusal::new(StatusCode::BAD_REQUEST, "The body is no JSON object").remedy("Send one"));
    }
    let json = &mut serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut *json).map_err(|error| {
        let member = error.path().to_string();
        let error = error.into_inner();
        let words = error.to_string();
        if error.is_data() {
            of_data(member, &words)
        } else if words.starts_with("expected value at")
            && serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
        {
            // serde_json reports a number in the place of a name as a mistake in the text.
            Refusal::of_member(member, "This has another type").remedy(format!("Expected: {A_NAME}"))
        } else {
            of_text(&error)
        }
    })?;
    json.end().map_err(|error| of_text(&error))?;
    Ok(value)
}

/// The body is no JSON.
fn of_text(error: &serde_json::Error) -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, format!("The body is no JSON: {error}"))
        .remedy("Send one JSON object")
}

/// serde's error has the form "what is wrong, expected what is right at line 1 column 2".
fn of_data(member: String, words: &str) -> Refusal {
    let words = words.rsplit_once(" at line ").map_or(words, |(words, _)| words);
    let (error, remedy) = match words.split_once(", expected ") {
        Some((error, right)) => (found(error), format!("Expected: {}", expected(right))),
        None if words.starts_with("missing field") => (words.to_owned(), "Send it".to_owned()),
        None => (words.to_owned(), "Leave it out, or write it as the call's documentation shows".to_owned()),
    };
    // A member that is missing is in the words alone.
    let missing = words.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
    let refusal = match missing {
        Some(missing) => Refusal::of_member(missing, error),
        None if member == "." => return Refusal::new(StatusCode::BAD_REQUEST, error).remedy(remedy),
        None => return Refusal::of_member(member, error).remedy(remedy),
    };
    let refusal = if member == "." { refusal } else { refusal.within(&member) };
    refusal.remedy(remedy)
}

/// The found value, in the words of JSON.
fn found(words: &str) -> String {
    let Some((wrong, what)) = words.split_once(": ") else { return words.to_owned() };
    match what {
        "sequence" => format!("{wrong}: array"),
        "map" | "newtype variant" | "struct variant" | "tuple variant" => format!("{wrong}: object"),
        what => format!("{wrong}: {}", what.replace("floating point ", "number ")),
    }
}

/// The expected value, in the words of JSON.
fn expected(words: &str) -> String {
    let whole = |from: &str, to: &str| format!("a whole number from {from} to {to}");
    match words {
        "i32" => whole(&i32::MIN.to_string(), &i32::MAX.to_string()),
        "u16" => whole("0", &u16::MAX.to_string()),
        "u32" => whole("0", &u32::MAX.to_string()),
        "u64" | "usize" => "a whole number, 0 at least".to_owned(),
        "f64" => "a number".to_owned(),
        "a sequence" => "an array".to_owned(),
        "a map" => "an object".to_owned(),
        "unit variant" | "variant identifier" => A_NAME.to_owned(),
        words if words.starts_with("struct ") => "an object".to_owned(),
        words => words.to_owned(),
    }
}

/// Of an enumeration.
const A_NAME: &str = "a string, one of those in the call's documentation";

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Id, Refusal> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        path.map(|Path(id)| Id(id)).map_err(|_| {
            Refusal::new(StatusCode::BAD_REQUEST, "The path is not UTF-8 behind its percent signs")
                .remedy("Encode the id as UTF-8, with percent signs")
        })
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Filter<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Filter<T>, Refusal> {
        let query = Query::<T>::from_request_parts(parts, state).await;
        query.map(|Query(filter)| Filter(filter)).map_err(|error| {
            Refusal::new(StatusCode::BAD_REQUEST, error.body_text())
                .remedy("Take this out of the query, or write it as the call's documentation shows")
        })
    }
}
