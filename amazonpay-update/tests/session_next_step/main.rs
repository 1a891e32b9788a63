//! What the shop does next, for every refusal Amazon Pay documents.
#![cfg(feature = "session")]

mod about_another;
mod buyer_message;
mod expected;
mod permission;
mod property;
mod refused_key;
mod signature;
mod table;

use amazonpay_update::session::{
    CheckoutSessionState, Completion, ExpectedUpdate, Misconfiguration, NextStep, ReasonCode, RetryCause,
    SentRequest, StartAgainReason, after_complete,
};
use http::{Request, Response};
use serde_json::{Value, json};
use std::time::Duration;
use table::{CLEAR, UNSETTLED};

const SESSION: &str = "acf951ea-32ee-4dea-916b-2caa9b218e4a";

/// A request that was sent to the Sandbox.
fn sent(path: &str) -> SentRequest {
    let url = format!("https://pay-api.amazon.com/sandbox/v2/{path}");
    SentRequest::of(&Request::get(url).body("").unwrap())
}

fn sent_complete() -> SentRequest {
    sent(&format!("checkoutSessions/{SESSION}/complete"))
}

fn sent_get() -> SentRequest {
    sent(&format!("checkoutSessions/{SESSION}"))
}

fn response(status: u16, body: &Value) -> Response<Vec<u8>> {
    Response::builder().status(status).body(body.to_string().into_bytes()).unwrap()
}

fn refusal(status: u16, reason_code: &str) -> Response<Vec<u8>> {
    response(status, &json!({ "reasonCode": reason_code, "message": "in words" }))
}

fn session(status_details: &Value) -> Response<Vec<u8>> {
    response(200, &json!({ "statusDetails": status_details }))
}

fn state(state: &str) -> Response<Vec<u8>> {
    session(&json!({ "state": state }))
}

fn canceled(reason: &str) -> Response<Vec<u8>> {
    session(&json!({ "state": "Canceled", "reasonCode": reason }))
}

/// A step in one word or two; `?` is added where the session may be completed all the same.
fn name(step: &NextStep) -> String {
    let (name, in_doubt) = match step {
        NextStep::Updated(_) => ("Updated".to_owned(), false),
        NextStep::AlreadyCompleted(_) => ("AlreadyCompleted".to_owned(), false),
        NextStep::StartAgain(reason) => (format!("StartAgain {reason:?}"), false),
        NextStep::SetUpAgain(_) => ("SetUpAgain".to_owned(), false),
        NextStep::RetryLater { may_be_completed, .. } => ("RetryLater".to_owned(), *may_be_completed),
        NextStep::FixConfiguration { problem: Misconfiguration::Signature(_), may_be_completed, .. } => {
            ("Fix Signature".to_owned(), *may_be_completed)
        }
        NextStep::FixConfiguration { problem, may_be_completed, .. } => {
            (format!("Fix {problem:?}"), *may_be_completed)
        }
    };
    name + if in_doubt { "?" } else { "" }
}

/// The step after Complete, or after Get where that is asked for.
fn step(complete: &Response<Vec<u8>>, get: &Response<Vec<u8>>) -> NextStep {
    match after_complete(complete, &sent_complete(), &ExpectedUpdate::any()) {
        Completion::Done(step) => step,
        Completion::GetCheckoutSession(first) => first.after_get(get, &sent_get()),
    }
}

fn done(complete: &Response<Vec<u8>>) -> NextStep {
    match after_complete(complete, &sent_complete(), &ExpectedUpdate::any()) {
        Completion::Done(step) => step,
        Completion::GetCheckoutSession(first) => panic!("{first:?}"),
    }
}

#[test]
fn a_clear_refusal_gives_the_step_at_once() {
    for (status, reason_code, expected) in CLEAR {
        let answer = match *reason_code {
            "" => response(*status, &json!({})),
            code => refusal(*status, code),
        };
        assert_eq!(name(&done(&answer)), *expected, "{status} {reason_code}");
    }
}

#[test]
fn the_session_settles_what_the_refusal_leaves_open() {
    for (status, reason_code, expected) in UNSETTLED {
        let complete = match *reason_code {
            "" => response(*status, &json!({})),
            code => refusal(*status, code),
        };
        let gets =
            [state("Completed"), canceled("Declined"), state("Open"), refusal(500, "InternalServerError")];
        let steps =
            gets.map(|get| match after_complete(&complete, &sent_complete(), &ExpectedUpdate::any()) {
                Completion::GetCheckoutSession(first) => name(&first.after_get(&get, &sent_get())),
                Completion::Done(step) => panic!("{status} {reason_code}: {step:?}"),
            });
        assert_eq!(steps, *expected, "{status} {reason_code}");
    }
}

#[test]
fn the_table_has_every_reason_code() {
    let listed: Vec<&str> = CLEAR.iter().map(|row| row.1).chain(UNSETTLED.iter().map(|row| row.1)).collect();
    for code in ReasonCode::KNOWN {
        assert!(listed.contains(&code.as_str()), "{code}");
    }
}

#[test]
fn the_reason_code_decides_whatever_the_status() {
    for (status, reason_code, expected) in CLEAR.iter().filter(|(_, code, _)| !code.is_empty()) {
        let other = if *reason_code == "AddedLater" { 503 } else { 418 };
        let found = name(&done(&refusal(other, reason_code)));
        assert_eq!(found, *expected, "{reason_code} with {other} in place of {status}");
    }
}

#[test]
fn a_success_is_an_update() {
    assert_eq!(name(&done(&state("Completed"))), "Updated");
    assert_eq!(name(&done(&canceled("BuyerCanceled"))), "StartAgain BuyerCanceled");
}

#[test]
fn a_request_that_was_taken_is_looked_after() {
    let unclear = [
        response(202, &json!({ "statusDetails": { "state": "Open" } })),
        response(200, &json!({})),
        Response::new(b"{\"statusDetails\": {\"state\": \"Comp".to_vec()),
        Response::new(b"<html>".to_vec()),
    ];
    for complete in &unclear {
        for (get, expected) in [
            (state("Completed"), "Updated"),
            (canceled("Declined"), "StartAgain Declined"),
            (state("Open"), "RetryLater?"),
            (state("AddedLater"), "RetryLater?"),
            (refusal(503, "ServiceUnavailable"), "RetryLater?"),
            (refusal(429, "TooManyRequests"), "RetryLater?"),
            (refusal(404, "ResourceNotFound"), "RetryLater?"),
            (refusal(403, "InvalidRequestSignature"), "Fix Signature?"),
            (response(403, &json!({})), "Fix Unexplained?"),
            (Response::new(b"<html>".to_vec()), "RetryLater?"),
        ] {
            assert_eq!(name(&step(complete, &get)), expected, "{complete:?} {get:?}");
        }
        let Completion::GetCheckoutSession(first) =
            after_complete(complete, &sent_complete(), &ExpectedUpdate::any())
        else {
            panic!()
        };
        assert_eq!(name(&first.unanswered()), "RetryLater?");
    }
    let cause = match step(&unclear[0], &state("Open")) {
        NextStep::RetryLater { cause, .. } => cause,
        other => panic!("{other:?}"),
    };
    assert_eq!(cause, RetryCause::State { state: Some(CheckoutSessionState::Open) });
    assert!(cause.to_string().ends_with("has the state `Open`"), "{cause}");
}

#[test]
fn a_double_return_is_no_failure() {
    let again = refusal(422, "InvalidCheckoutSessionStatus");
    assert_eq!(name(&step(&again, &state("Completed"))), "AlreadyCompleted");
    for (get, expected) in [
        (refusal(403, "InvalidRequestSignature"), "Fix Signature?"),
        (refusal(429, "TooManyRequests"), "RetryLater?"),
        (state("AddedLater"), "RetryLater?"),
        (response(200, &json!({})), "RetryLater?"),
        (Response::new(Vec::new()), "RetryLater?"),
    ] {
        assert_eq!(name(&step(&again, &get)), expected, "{get:?}");
    }
    let Completion::GetCheckoutSession(first) =
        after_complete(&again, &sent_complete(), &ExpectedUpdate::any())
    else {
        panic!()
    };
    assert_eq!(name(&first.unanswered()), "RetryLater?");
}

#[test]
fn a_request_that_may_have_arrived_is_asked_after() {
    let Completion::GetCheckoutSession(first) = Completion::unanswered(true, &ExpectedUpdate::any()) else {
        panic!()
    };
    assert_eq!(name(&first.clone().unanswered()), "RetryLater?");
    assert_eq!(name(&first.clone().after_get(&state("Open"), &sent_get())), "RetryLater?");
    assert_eq!(name(&first.after_get(&state("Completed"), &sent_get())), "AlreadyCompleted");
    let Completion::Done(step) = Completion::unanswered(false, &ExpectedUpdate::any()) else { panic!() };
    assert_eq!(name(&step), "RetryLater");
}

#[test]
fn a_canceled_session_stays_so_when_get_fails() {
    let complete = refusal(422, "CheckoutSessionCanceled");
    for get in [refusal(403, "InvalidAuthentication"), state("AddedLater"), Response::new(Vec::new())] {
        assert_eq!(name(&step(&complete, &get)), "StartAgain NotSaid", "{get:?}");
    }
    let Completion::GetCheckoutSession(first) =
        after_complete(&complete, &sent_complete(), &ExpectedUpdate::any())
    else {
        panic!()
    };
    assert_eq!(name(&first.unanswered()), "StartAgain NotSaid");
}

#[test]
fn the_buyers_reason_is_the_sessions() {
    let complete = refusal(422, "InvalidCheckoutSessionStatus");
    for (reason, expected) in [
        (json!("BuyerCanceled"), StartAgainReason::BuyerCanceled),
        (json!("Declined"), StartAgainReason::Declined),
        (json!("Expired"), StartAgainReason::Expired),
        (json!("AmazonCanceled"), StartAgainReason::AmazonCanceled),
        (json!("AddedLater"), StartAgainReason::Other("AddedLater".to_owned())),
        (json!(null), StartAgainReason::NotSaid),
    ] {
        let get = session(&json!({ "state": "Canceled", "reasonCode": reason }));
        assert_eq!(step(&complete, &get), NextStep::StartAgain(expected));
    }
}

#[test]
fn an_answer_from_elsewhere_is_not_amazons() {
    for status in [302, 100, 700] {
        let answer = Response::builder().status(status).body(b"<html>".to_vec()).unwrap();
        assert_eq!(name(&done(&answer)), "Fix NotAmazonPay?", "{status}");
    }
    let page = Response::builder().status(403).body(b"<html>".to_vec()).unwrap();
    assert_eq!(name(&step(&page, &page)), "Fix NotAmazonPay?");
    assert_eq!(name(&step(&page, &state("Open"))), "Fix NotAmazonPay?");
    assert_eq!(name(&step(&page, &state("Completed"))), "AlreadyCompleted");
}

#[test]
fn the_time_to_wait_is_the_headers() {
    let after = |retry_after: &str| {
        let mut answer = refusal(429, "TooManyRequests");
        answer.headers_mut().insert("date", "Sun, 06 Nov 1994 08:49:37 GMT".parse().unwrap());
        answer.headers_mut().insert("retry-after", retry_after.parse().unwrap());
        match done(&answer) {
            NextStep::RetryLater { after, .. } => after.map(|after| after.as_secs()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(after("120"), Some(120));
    assert_eq!(after("0"), Some(0));
    assert_eq!(after("Sun, 06 Nov 1994 08:50:07 GMT"), Some(30));
    assert_eq!(after("Sun, 06 Nov 1994 08:49:00 GMT"), Some(0));
    assert_eq!(after("18446744073709551615"), Some(24 * 60 * 60));
    assert_eq!(after("99999999999999999999999"), Some(24 * 60 * 60));
    assert_eq!(after("+7"), None);
    assert_eq!((after("soon"), after("-1"), after("")), (None, None, None));
    let undated = Response::builder().status(503).header("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT");
    let expected = NextStep::RetryLater { after: None, may_be_completed: true, cause: cause(503) };
    assert_eq!(done(&undated.body(Vec::new()).unwrap()), expected);
    let get = Response::builder().status(503).header("retry-after", "7").body(Vec::new()).unwrap();
    let waited = step(&refusal(422, "InvalidCheckoutSessionStatus"), &get);
    let expected = Some(Duration::from_secs(7));
    assert!(matches!(waited, NextStep::RetryLater { after, .. } if after == expected), "{waited:?}");
}

/// Why an empty answer of that status is to be retried.
fn cause(status: u16) -> RetryCause {
    match done(&Response::builder().status(status).body(Vec::new()).unwrap()) {
        NextStep::RetryLater { cause, .. } => cause,
        other => panic!("{other:?}"),
    }
}
