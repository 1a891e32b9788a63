//! Answers about something else than was asked for, or that say two things, are not believed.

use super::{SESSION, name, response, sent, sent_complete, sent_get, step};
use amazonpay_update::session::{
    AnswerError, AnswerProblem, ChargePermission, CheckoutSession, Completion, ExpectedUpdate, NextStep,
    SentRequest, after_complete,
};
use http::{Request, Response};
use serde_json::json;

const OTHER_SESSION: &str = "bcf951ea-32ee-4dea-916b-2caa9b218e4a";
const PERMISSION: &str = "C01-5296324-5202663";

fn body(text: &str) -> Response<Vec<u8>> {
    Response::new(text.as_bytes().to_vec())
}

/// Completed sessions of the Sandbox that are another than was asked for.
fn unbelievable() -> Vec<Response<Vec<u8>>> {
    let with = |member: &str, value: serde_json::Value| {
        response(200, &json!({ "statusDetails": { "state": "Completed" }, member: value }))
    };
    let mut answers = vec![
        with("checkoutSessionId", json!(OTHER_SESSION)),
        with("checkoutSessionId", json!("")),
        with("checkoutSessionId", json!(5)),
        with("checkoutSessionId", json!([SESSION])),
        with("releaseEnvironment", json!("Live")),
        with("releaseEnvironment", json!("LIVE")),
        with("releaseEnvironment", json!("Elsewhere")),
        with("releaseEnvironment", json!(1)),
    ];
    for text in [
        r#"{"statusDetails": {"state": "Open"}, "statusDetails": {"state": "Completed"}}"#,
        r#"{"statusDetails": {"state": "Open", "state": "Completed"}}"#,
        r#"{"statusDetails": {"state": "Completed", "state": "Completed"}}"#,
        r#"{"statusDetails": {"state": "Completed"}, "statusDetail\u0073": {"state": "Completed"}}"#,
        r#"{"statusDetails": {"state": "Completed"}, "buyer": {"name": "a", "name": "b"}}"#,
        r#"{"statusDetails": {"state": "Completed"}, "other": [[{"a": 1, "a": 2}]]}"#,
        r#"{"statusDetails": {"state": "Completed"}, "shippingAddressList": [{"name": "a", "name": "b"}]}"#,
    ] {
        answers.push(body(text));
    }
    answers
}

#[test]
fn no_such_answer_is_an_update() {
    let completed = json!({
        "checkoutSessionId": SESSION.to_uppercase(),
        "statusDetails": { "state": "Completed" },
        "releaseEnvironment": "Sandbox",
    });
    let completed = response(200, &completed);
    assert_eq!(name(&step(&completed, &completed)), "Updated");
    for answer in unbelievable() {
        let shown = String::from_utf8_lossy(answer.body()).into_owned();
        let Completion::GetCheckoutSession(first) =
            after_complete(&answer, &sent_complete(), &ExpectedUpdate::any())
        else {
            panic!("{shown}");
        };
        assert_eq!(name(&first.clone().unanswered()), "RetryLater?", "{shown}");
        assert_eq!(name(&first.clone().after_get(&completed, &sent_get())), "Updated", "{shown}");
        for get in unbelievable() {
            let step = first.clone().after_get(&get, &sent_get());
            assert_eq!(name(&step), "RetryLater?", "{shown}, {:?}", get.body());
        }
        assert!(CheckoutSession::from_answer(&answer, &sent_get()).is_err(), "{shown}");
    }
}

#[test]
fn the_names_by_which_a_json_reader_speaks_with_itself_are_members_like_others() {
    for token in ["$serde_json::private::RawValue", "$serde_json::private::Number"] {
        for answer in [
            json!({ "statusDetails": { token: r#"{"state": "Open", "state": "Completed"}"# } }),
            json!({ "statusDetails": { token: r#"{"state": "Completed"}"# } }),
            json!({ "statusDetails": { "state": { token: r#""Completed""# } } }),
            json!({ token: r#"{"statusDetails": {"state": "Completed"}}"# }),
        ] {
            let answer = response(200, &answer);
            assert_eq!(name(&step(&answer, &answer)), "RetryLater?", "{:?}", answer.body());
        }
    }
}

#[test]
fn no_such_answer_ends_the_update_either() {
    for (member, value) in
        [("checkoutSessionId", json!(OTHER_SESSION)), ("releaseEnvironment", json!("Live"))]
    {
        let canceled =
            json!({ "statusDetails": { "state": "Canceled", "reasonCode": "Declined" }, member: value });
        let answer = response(200, &canceled);
        assert_eq!(name(&step(&answer, &answer)), "RetryLater?", "{member}");
    }
    let twice = br#"{"reasonCode": "CheckoutSessionCanceled", "reasonCode": "InvalidRequest"}"#.to_vec();
    let twice = Response::builder().status(422).body(twice).unwrap();
    for get in [response(200, &json!({ "statusDetails": { "state": "Open" } })), twice.clone()] {
        assert_eq!(name(&step(&twice, &get)), "Fix NotAmazonPay?");
    }
}

#[test]
fn a_get_tells_what_is_wrong() {
    let problem =
        |answer: &Response<Vec<u8>>, sent: &SentRequest| match CheckoutSession::from_answer(answer, sent)
            .unwrap_err()
        {
            AnswerError::Unreadable(answer) => answer.problem,
            error => panic!("{error}"),
        };
    let answers = unbelievable();
    let other_object = AnswerProblem::OtherObject { member: "checkoutSessionId" };
    for (nth, expected) in
        [(0, other_object), (4, AnswerProblem::OtherEnvironment), (8, AnswerProblem::DuplicateMember)]
    {
        assert_eq!(problem(&answers[nth], &sent_get()), expected);
    }
    // What asks for nothing has no answer.
    let completed = response(200, &json!({ "statusDetails": { "state": "Completed" } }));
    for path in ["reports", "checkoutSessions", &format!("chargePermissions/{PERMISSION}")] {
        assert_eq!(problem(&completed, &sent(path)), other_object, "{path}");
    }
}

#[test]
fn another_permission_is_no_answer() {
    let sent = sent(&format!("chargePermissions/{PERMISSION}"));
    let read = |member: &str, value: serde_json::Value| {
        let body = json!({ "statusDetails": { "state": "Chargeable" }, member: value });
        ChargePermission::from_answer(&response(200, &body), &sent).is_ok()
    };
    assert!(read("chargePermissionId", json!(PERMISSION)) && read("chargePermissionId", json!(null)));
    assert!(read("releaseEnvironment", json!("SANDBOX")) && read("releaseEnvironment", json!(null)));
    for (member, value) in [
        ("chargePermissionId", json!("C01-5296324-5202664")),
        ("chargePermissionId", json!(PERMISSION.to_lowercase())),
        ("chargePermissionId", json!(1)),
        ("releaseEnvironment", json!("Live")),
    ] {
        assert!(!read(member, value.clone()), "{member} {value}");
    }
    let twice = body(
        r#"{"statusDetails": {"state": "Chargeable", "reasons": [{"reasonCode": "a", "reasonCode": "b"}]}}"#,
    );
    assert!(ChargePermission::from_answer(&twice, &sent).is_err());
}

#[test]
fn the_environment_is_the_paths_or_the_keys() {
    let sent = |prefix: &str, key: &str| {
        let url = format!("https://pay-api.amazon.com{prefix}/v2/checkoutSessions/{SESSION}");
        let authorization =
            format!("AMZN-PAY-RSASSA-PSS-V2 PublicKeyId={key}, SignedHeaders=accept, Signature=a");
        SentRequest::of(&Request::get(url).header("authorization", authorization).body("").unwrap())
    };
    for (prefix, key, of_live, of_sandbox) in [
        ("/sandbox", "A", false, true),
        ("/live", "A", true, false),
        ("", "SANDBOX-A", false, true),
        ("", "LIVE-A", true, false),
        ("", "A", true, true),
    ] {
        for (environment, expected) in [("Live", of_live), ("Sandbox", of_sandbox)] {
            let answer = response(200, &json!({ "releaseEnvironment": environment }));
            let read = CheckoutSession::from_answer(&answer, &sent(prefix, key));
            assert_eq!(read.is_ok(), expected, "{prefix} {key} {environment}");
        }
    }
    assert!(matches!(
        step(&body(r#"{"statusDetails": {"state": "Completed"}}"#), &body("")),
        NextStep::Updated(_)
    ));
}
