//! What Amazon Pay checks of a request before it does anything.
//!
//! The order and some of the answers are not documented; `docs/assumptions.md` says what is assumed. What an
//! official SDK sends is let through, also where it is not the documented form.

use crate::api::answer::Answer;
use crate::api::authorization::Authorization;
use crate::api::canonical::{WhiteSpace, canonical_request};
use crate::api::operation::is_completion;
use crate::api::received::Received;
use crate::setup::{Keys, Setup};
use http::{Method, StatusCode};
use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::TimeZone};

pub(crate) const AUTHORIZATION: &str = "authorization";
pub(crate) const DATE: &str = "x-amz-pay-date";
pub(crate) const IDEMPOTENCY_KEY: &str = "x-amz-pay-idempotency-key";
const HOST: &str = "x-amz-pay-host";
const REGION: &str = "x-amz-pay-region";

/// The headers of every request, which are signed.
const SIGNED: [&str; 5] = ["accept", "content-type", DATE, HOST, REGION];

/// How far a date may be off; Amazon does not document it.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

pub(crate) struct Verdict {
    pub(crate) signature_is_good: bool,
    /// The answer, when the request is not let through.
    pub(crate) refusal: Option<Answer>,
}

/// Checks a request at the time of the stand-in's clock for request dates.
pub(crate) fn verify(received: &Received, setup: &Setup, keys: &Keys, now: Timestamp) -> Verdict {
    let authorization = received.header(AUTHORIZATION).and_then(Authorization::parse);
    let refused_signature = match &authorization {
        None => Some(not_understood()),
        // The string to sign has the value of a header once for each time that the list names it.
        Some(authorization) if !authorization.is_in_order() => Some(not_in_order()),
        Some(authorization) => signature(received, authorization, keys),
    };
    let signature_is_good = refused_signature.is_none();
    let refusal = missing_header(received)
        .or_else(|| match &authorization {
            Some(authorization) => authentication(received, keys, authorization),
            None => Some(not_understood()),
        })
        .or_else(|| header_values(received, setup, now))
        .or_else(|| path(received, setup, &authorization.as_ref()?.public_key_id))
        .or(refused_signature)
        .or_else(|| idempotency_key(received));
    Verdict { signature_is_good, refusal }
}

/// Amazon's samples of Complete Checkout Session send no key, so a shop that follows them need not. A key that is
/// there must be valid.
fn needs_key(received: &Received) -> bool {
    let may_do_without = is_completion(received.uri.path());
    received.method == Method::POST && (!may_do_without || received.headers.contains_key(IDEMPOTENCY_KEY))
}

fn needed(received: &Received) -> impl Iterator<Item = &'static str> {
    SIGNED.into_iter().chain(needs_key(received).then_some(IDEMPOTENCY_KEY))
}

fn missing_header(received: &Received) -> Option<Answer> {
    let missing =
        needed(received).chain([AUTHORIZATION]).find(|name| !received.headers.contains_key(*name))?;
    Some(bad_request("MissingHeader", &format!("The header {missing} is missing")))
}

fn authentication(received: &Received, keys: &Keys, authorization: &Authorization) -> Option<Answer> {
    if !keys.contains_key(&authorization.public_key_id) {
        let message = format!("The public key id {} is not known", authorization.public_key_id);
        return Some(Answer::error(StatusCode::FORBIDDEN, "InvalidAuthentication", &message));
    }
    if !authorization.is_in_order() {
        return Some(not_in_order());
    }
    if let Some(unsigned) = needed(received).find(|name| !authorization.has_signed(name)) {
        let message = format!("The header {unsigned} is not signed");
        return Some(Answer::error(StatusCode::FORBIDDEN, "InvalidAuthentication", &message));
    }
    let missing = authorization.signed_headers.iter().find(|name| !received.headers.contains_key(*name))?;
    Some(bad_request("MissingHeader", &format!("The signed header {missing} is missing")))
}

fn header_values(received: &Received, setup: &Setup, now: Timestamp) -> Option<Answer> {
    let facts = setup.region.facts();
    let port = setup.port;
    let json = "application/json".to_owned();
    let expected = [
        ("accept", vec![json.clone()]),
        ("content-type", vec![json]),
        // The Node SDK takes the host from the address that it is given for tests.
        (HOST, vec![facts.api_host.to_owned(), format!("localhost:{port}"), format!("127.0.0.1:{port}")]),
        // The Java SDK writes capital letters.
        (REGION, vec![facts.header.to_owned(), facts.header.to_ascii_uppercase()]),
    ];
    for (name, values) in expected {
        if !received.header(name).is_some_and(|value| values.iter().any(|expected| expected == value)) {
            return Some(invalid_header(name, &format!("expected {}", values[0])));
        }
    }
    match received.header(DATE).and_then(date) {
        None => Some(invalid_header(DATE, "expected the form yyyyMMdd'T'HHmmss'Z'")),
        Some(date) if now.duration_since(date).abs() > TOLERANCE => {
            Some(invalid_header(DATE, "the date is not within five minutes of the server's"))
        }
        Some(_) => None,
    }
}

fn path(received: &Received, setup: &Setup, public_key_id: &str) -> Option<Answer> {
    let rest = received.uri.path().strip_prefix(setup.path_prefix(public_key_id));
    let fits = rest.is_some_and(|rest| rest.starts_with('/'));
    (!fits).then(|| Answer::error(StatusCode::NOT_FOUND, "ResourceNotFound", "There is nothing at this path"))
}

fn signature(received: &Received, authorization: &Authorization, keys: &Keys) -> Option<Answer> {
    let texts = strings_to_sign(received, authorization);
    let key = keys.get(&authorization.public_key_id);
    if key.is_some_and(|key| texts.iter().any(|text| authorization.stands_for(text, key))) {
        return None;
    }
    let message = format!(
        "Unable to verify signature, signing String [{}], signature [{}]",
        texts[0], authorization.signature
    );
    Some(Answer::error(StatusCode::FORBIDDEN, "InvalidRequestSignature", &message))
}

/// The documented string to sign first. There are more when the value of a header has white space, which SDKs sign
/// differently.
pub(super) fn strings_to_sign(received: &Received, authorization: &Authorization) -> Vec<String> {
    let mut texts: Vec<String> = WhiteSpace::ALL
        .into_iter()
        .map(|white_space| {
            let request = canonical_request(received, &authorization.signed_headers, white_space);
            authorization.algorithm.string_to_sign(&request)
        })
        .collect();
    texts.dedup();
    texts
}

fn idempotency_key(received: &Received) -> Option<Answer> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let fine = |key: &str| (1..=32).contains(&key.len()) && key.bytes().all(allowed);
    if !needs_key(received) || received.header(IDEMPOTENCY_KEY).is_some_and(fine) {
        return None;
    }
    Some(invalid_header(IDEMPOTENCY_KEY, "expected 1 to 32 of A-Z, a-z, 0-9, - and _"))
}

/// `20201012T235046Z`, or `2020-10-12T23:50:46Z` as the Node SDK writes it. The parser alone would take fewer digits.
fn date(text: &str) -> Option<Timestamp> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let form = match (text.len(), digits) {
        (16, 14) => "%Y%m%dT%H%M%SZ",
        (20, 14) => "%Y-%m-%dT%H:%M:%SZ",
        _ => return None,
    };
    let time = DateTime::strptime(form, text).ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

fn not_understood() -> Answer {
    let message =
        "The header authorization does not name an algorithm, PublicKeyId, SignedHeaders and Signature";
    Answer::error(StatusCode::FORBIDDEN, "InvalidAuthentication", message)
}

fn not_in_order() -> Answer {
    let message = "The list SignedHeaders is not in lower case, or not sorted, or has a header twice";
    Answer::error(StatusCode::FORBIDDEN, "InvalidAuthentication", message)
}

fn invalid_header(name: &str, why: &str) -> Answer {
    bad_request("InvalidHeaderValue", &format!("The value of the header {name} is invalid: {why}"))
}

fn bad_request(reason_code: &str, message: &str) -> Answer {
    Answer::error(StatusCode::BAD_REQUEST, reason_code, message)
}
