//! A program that runs for long does not grow with the requests. A part of the crate, for so many take too long to send.

use super::{MAX_RECORDS, Record, remember};
use crate::api::received::Received;
use crate::faults::Fault;
use http::{HeaderMap, Method, StatusCode};
use std::collections::VecDeque;

#[test]
fn of_too_many_records_the_newest_are_kept() {
    assert_eq!(MAX_RECORDS, 100_000, "as the documentation says");
    let mut records = VecDeque::new();
    for number in 0..MAX_RECORDS + 2 {
        let received = Received {
            method: Method::GET,
            uri: format!("/v2/{number}").parse().expect("a path"),
            headers: HeaderMap::new(),
            body: Vec::new(),
        };
        remember(&mut records, Record::new(&received, None, true, None));
    }
    assert_eq!(records.len(), MAX_RECORDS);
    let ends = [records.front(), records.back()].map(|record| record.expect("a record").target.as_str());
    assert_eq!(ends, ["/v2/2", &format!("/v2/{}", MAX_RECORDS + 1)]);
}

#[test]
fn of_a_long_text_the_beginning_is_kept() {
    let mut headers = HeaderMap::new();
    headers.insert("authorization", "b".repeat(60_000).parse().expect("a value"));
    let uri = format!("/v2/{}", "a".repeat(15_000)).parse().expect("a path");
    let received = Received { method: Method::GET, uri, headers, body: Vec::new() };
    let record = Record::new(&received, Some("é".repeat(2_000)), false, None);
    let lengths = [record.target.len(), record.resource_id.expect("an id").len()];
    assert_eq!(lengths, [2048, 2048]);
    assert_eq!(record.authorization.expect("a header"), "b".repeat(2048));
    let fault = |fault| Record::new(&received, None, false, Some(fault)).fault;
    let long = "é".repeat(2_000);
    let shortened = "é".repeat(1_024);
    assert_eq!(fault(Fault::OtherAnswer(long.clone())), Some(Fault::OtherAnswer(shortened.clone())));
    let found = StatusCode::FOUND;
    assert_eq!(fault(Fault::RedirectTo(found, long)), Some(Fault::RedirectTo(found, shortened)));
    assert_eq!(super::cut(format!("a{}", "é".repeat(2_000))).len(), 2047);
}
