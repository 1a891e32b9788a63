//! A program that runs for long does not grow with the keys. A part of the crate, for so many requests take too long to
//! send.

use super::{FirstAnswers, MAX_KEPT};
use crate::api::answer::Answer;
use crate::api::received::Received;
use crate::api::verify::IDEMPOTENCY_KEY;
use http::{HeaderMap, HeaderValue, Method};

fn received(key: usize) -> Received {
    let mut headers = HeaderMap::new();
    headers.insert(IDEMPOTENCY_KEY, HeaderValue::from(key));
    let (method, uri) = (Method::POST, "/v2/charges".parse().expect("a path"));
    Received { method, uri, headers, body: Vec::new() }
}

#[test]
fn of_too_many_first_answers_the_newest_are_kept() {
    let mut answers = FirstAnswers::default();
    for key in 0..=MAX_KEPT {
        answers.keep(&received(key), &Answer::ok(key.to_string()));
    }
    let kept = |key: usize| answers.get(&received(key)).map(|answer| answer.body);
    assert_eq!((kept(0), kept(1)), (None, Some("1".to_owned())));
    assert_eq!(kept(MAX_KEPT), Some(MAX_KEPT.to_string()));
    assert_eq!((answers.by_key.len(), answers.keys.len()), (MAX_KEPT, MAX_KEPT));
}
