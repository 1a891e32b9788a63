//! What the shop does next, for every refusal Amazon Pay documents.
#![cfg(feature = "session")]

use amazonpay_update::session::{
    AnswerError, ChargePermission, ChargePermissionReason, ChargePermissionStep, CheckoutSessionState,
    Completion, Misconfiguration, NextStep, ReasonCode, RetryCause, SignatureRefusal, StartAgainReason,
    after_complete,
};
use amazonpay_update::{Algorithm, Eu, Jp, Language, Region, Uk, Us, string_to_sign};
use http::Response;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::time::Duration;

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
    match after_complete(complete, "") {
        Completion::Done(step) => step,
        Completion::GetCheckoutSession(first) => first.after_get(get, ""),
    }
}

fn done(complete: &Response<Vec<u8>>) -> NextStep {
    match after_complete(complete, "") {
        Completion::Done(step) => step,
        Completion::GetCheckoutSession(first) => panic!("{first:?}"),
    }
}

/// Amazon Pay's table of errors: where the reason code tells what to do.
const CLEAR: &[(u16, &str, &str)] = &[
    (400, "InvalidHeaderValue", "Fix Request"),
    (400, "InvalidRequest", "Fix Request"),
    (400, "InvalidParameterValue", "Fix Request"),
    (400, "InvalidRequestFormat", "Fix Request"),
    (400, "MissingHeader", "Fix Request"),
    (400, "MissingHeaderValue", "Fix Request"),
    (400, "MissingParameterValue", "Fix Request"),
    (400, "UnrecognizedField", "Fix Request"),
    (400, "InvalidParameterCombination", "Fix Request"),
    (400, "InvalidSandboxSimulationSpecified", "Fix Request"),
    (400, "CurrencyMismatch", "Fix Request"),
    (400, "InvalidAPIVersion", "Fix Request"),
    (401, "UnauthorizedAccess", "Fix OtherAccount"),
    (403, "InvalidAccountStatus", "Fix AccountStatus"),
    (403, "InvalidRequestSignature", "Fix Signature"),
    (403, "InvalidAuthentication", "Fix PublicKeyId"),
    (403, "InvalidAuthorizationToken", "Fix AuthorizationToken"),
    (404, "ResourceNotFound", "StartAgain SessionNotFound"),
    (405, "UnsupportedOperation", "Fix Request"),
    (405, "RequestNotSupported", "Fix Request"),
    (408, "RequestTimeout", "RetryLater?"),
    (409, "AmountMismatch", "Fix Request"),
    (422, "InvalidChargePermissionStatus", "SetUpAgain"),
    (422, "InvalidChargeStatus", "Fix Request"),
    (425, "", "RetryLater"),
    (426, "TLSVersionNotSupported", "Fix TlsVersion"),
    (429, "TooManyRequests", "RetryLater"),
    (500, "InternalServerError", "RetryLater?"),
    (500, "ProcessingFailure", "RetryLater?"),
    (503, "ServiceUnavailable", "RetryLater?"),
    (502, "", "RetryLater?"),
    (504, "", "RetryLater?"),
    (500, "AddedLater", "RetryLater?"),
    (426, "", "Fix TlsVersion"),
];

/// The rest of the table: where only the session tells. The steps are those when Get Checkout Session
/// says that the session is completed, declined or still open, and when Amazon Pay fails to answer it.
const UNSETTLED: &[(u16, &str, [&str; 4])] = &[
    (
        422,
        "InvalidCheckoutSessionStatus",
        ["AlreadyCompleted", "StartAgain Declined", "StartAgain NotFinished", "RetryLater?"],
    ),
    (
        422,
        "CheckoutSessionCanceled",
        ["AlreadyCompleted", "StartAgain Declined", "StartAgain Unstated", "StartAgain Unstated"],
    ),
    (
        400,
        "CheckoutSessionCanceled",
        ["AlreadyCompleted", "StartAgain Declined", "StartAgain Unstated", "StartAgain Unstated"],
    ),
    (
        400,
        "DuplicateIdempotencyKey",
        ["AlreadyCompleted", "StartAgain Declined", "Fix IdempotencyKey", "RetryLater?"],
    ),
    (
        422,
        "HardDeclined",
        ["AlreadyCompleted", "StartAgain Declined", "StartAgain Declined", "StartAgain Declined"],
    ),
    (
        422,
        "PaymentMethodNotAllowed",
        ["AlreadyCompleted", "StartAgain Declined", "StartAgain Declined", "StartAgain Declined"],
    ),
    (
        422,
        "AmazonRejected",
        ["AlreadyCompleted", "StartAgain Declined", "StartAgain Declined", "StartAgain Declined"],
    ),
    (422, "AddedLater", ["AlreadyCompleted", "StartAgain Declined", "Fix Unexplained", "RetryLater?"]),
    (422, "", ["AlreadyCompleted", "StartAgain Declined", "Fix Unexplained", "RetryLater?"]),
];

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
        let steps = gets.map(|get| match after_complete(&complete, "") {
            Completion::GetCheckoutSession(first) => name(&first.after_get(&get, "")),
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
        let Completion::GetCheckoutSession(first) = after_complete(complete, "") else { panic!() };
        assert_eq!(name(&first.unanswered()), "RetryLater?");
    }
    let cause = match step(&unclear[0], &state("Open")) {
        NextStep::RetryLater { cause, .. } => cause,
        other => panic!("{other:?}"),
    };
    assert_eq!(cause, RetryCause::State { state: Some(CheckoutSessionState::Open) });
    assert!(cause.to_string().ends_with("in the state `Open`"), "{cause}");
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
    let Completion::GetCheckoutSession(first) = after_complete(&again, "") else { panic!() };
    assert_eq!(name(&first.unanswered()), "RetryLater?");
}

#[test]
fn a_request_that_may_have_arrived_is_asked_after() {
    let Completion::GetCheckoutSession(first) = Completion::unanswered(true) else { panic!() };
    assert_eq!(name(&first.clone().unanswered()), "RetryLater?");
    assert_eq!(name(&first.clone().after_get(&state("Open"), "")), "RetryLater?");
    assert_eq!(name(&first.after_get(&state("Completed"), "")), "AlreadyCompleted");
    let Completion::Done(step) = Completion::unanswered(false) else { panic!() };
    assert_eq!(name(&step), "RetryLater");
}

#[test]
fn a_canceled_session_stays_so_when_get_fails() {
    let complete = refusal(422, "CheckoutSessionCanceled");
    for get in [refusal(403, "InvalidAuthentication"), state("AddedLater"), Response::new(Vec::new())] {
        assert_eq!(name(&step(&complete, &get)), "StartAgain Unstated", "{get:?}");
    }
    let Completion::GetCheckoutSession(first) = after_complete(&complete, "") else { panic!() };
    assert_eq!(name(&first.unanswered()), "StartAgain Unstated");
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
        (json!(null), StartAgainReason::Unstated),
    ] {
        let get = session(&json!({ "state": "Canceled", "reasonCode": reason }));
        assert_eq!(step(&complete, &get), NextStep::StartAgain(expected));
    }
}

#[test]
fn an_answer_from_elsewhere_is_not_amazons() {
    for status in [302, 100, 700] {
        let answer = Response::builder().status(status).body(b"<html>".to_vec()).unwrap();
        assert_eq!(name(&done(&answer)), "Fix NotAmazonPay", "{status}");
    }
    let page = Response::builder().status(403).body(b"<html>".to_vec()).unwrap();
    assert_eq!(name(&step(&page, &page)), "Fix NotAmazonPay?");
    assert_eq!(name(&step(&page, &state("Open"))), "Fix NotAmazonPay");
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

fn signature_refusal(message: &Value, string_to_sign: &str) -> SignatureRefusal {
    let body = json!({ "reasonCode": "InvalidRequestSignature", "message": message });
    match after_complete(&response(403, &body), string_to_sign) {
        Completion::Done(NextStep::FixConfiguration {
            problem: Misconfiguration::Signature(refusal),
            may_be_completed: false,
            error: AnswerError::Api(_),
        }) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_refused_signature_is_compared_with_ours() {
    let ours = string_to_sign(Algorithm::PssV2, "POST");
    let hash = |text: &str| string_to_sign(Algorithm::Pss, text).split_off(20);
    let amazon = |algorithm: &str, between: &str, hash: &str| {
        json!(format!(
            "Unable to verify signature, signing String [{algorithm}{between}{hash}], signature [c2lnbmF0dXJl]"
        ))
    };
    let (pss, v2) = ("AMZN-PAY-RSASSA-PSS", "AMZN-PAY-RSASSA-PSS-V2");
    let changed = SignatureRefusal::OtherRequest { signed: hash("POST"), amazon: hash("GET") };
    for between in ["\n", "\\n", " ", ""] {
        assert_eq!(signature_refusal(&amazon(v2, between, &hash("GET")), &ours), changed);
        assert_eq!(signature_refusal(&amazon(v2, between, &hash("POST")), &ours), SignatureRefusal::OtherKey);
        assert_eq!(
            signature_refusal(&amazon(pss, between, &hash("POST")), &ours),
            SignatureRefusal::OtherAlgorithm { signed: Algorithm::PssV2, amazon: Algorithm::Pss }
        );
    }
    assert_eq!(signature_refusal(&json!(hash("GET").to_uppercase()), &ours), changed);
    assert_eq!(signature_refusal(&json!(hash("POST")), &ours), SignatureRefusal::OtherKey);
    for (message, ours) in [
        (json!(null), &*ours),
        (json!("Unable to verify signature"), &ours),
        (amazon(v2, "\n", "abc"), &ours),
        (amazon(v2, "\n", &hash("POST")), ""),
    ] {
        assert_eq!(signature_refusal(&message, ours), SignatureRefusal::Unexplained, "{message}");
    }
    let words = changed.to_string();
    assert!(words.contains(&hash("GET")) && words.contains(&hash("POST")), "{words}");
    assert!(SignatureRefusal::OtherKey.to_string().contains("public key id"));
}

#[test]
fn a_buyer_is_told_in_every_language_of_every_region() {
    fn check<R: Region>() {
        let reasons = [
            StartAgainReason::BuyerCanceled,
            StartAgainReason::Declined,
            StartAgainReason::Expired,
            StartAgainReason::Unstated,
        ];
        let default = Language::<R>::default();
        for (nth, code) in R::NAME.languages().iter().enumerate() {
            let language: Language<R> = code.parse().unwrap();
            let told = reasons.each_ref().map(|reason| reason.buyer_message(&language));
            for (nth_reason, message) in told.iter().enumerate() {
                assert!(message.chars().count() < 110, "{message}");
                assert!(!told[..nth_reason].contains(message), "{message}");
                if nth > 0 {
                    assert_ne!(*message, reasons[nth_reason].buyer_message(&default), "{code}");
                }
            }
        }
        let other = Language::<R>::other("nl_NL");
        assert_eq!(reasons[0].buyer_message(&other), reasons[0].buyer_message(&default));
    }
    check::<Us>();
    check::<Eu>();
    check::<Uk>();
    check::<Jp>();
    let failed = |reason: StartAgainReason| reason.buyer_message(&Language::<Us>::default());
    for reason in [
        StartAgainReason::AmazonCanceled,
        StartAgainReason::NotFinished,
        StartAgainReason::SessionNotFound,
        StartAgainReason::Other("AddedLater".to_owned()),
    ] {
        assert_eq!(failed(reason), failed(StartAgainReason::Unstated));
    }
    assert!(StartAgainReason::Unstated.buyer_message(&Language::<Jp>::default()).contains("更新できません"));
    assert!(StartAgainReason::BuyerCanceled.buyer_message(&Language::<Us>::default()).contains("canceled"));
    assert!(StartAgainReason::BuyerCanceled.buyer_message(&Language::<Uk>::default()).contains("cancelled"));
}

#[test]
fn a_permissions_state_says_what_to_do() {
    let step = |state: &str, reasons: &[&str]| {
        let reasons: Vec<Value> = reasons.iter().map(|reason| json!({ "reasonCode": reason })).collect();
        let body = json!({ "statusDetails": { "state": state, "reasons": reasons } });
        ChargePermission::from_response(&response(200, &body)).unwrap().next_step()
    };
    assert_eq!(step("Chargeable", &[]), ChargePermissionStep::NothingToDo);
    for reason in [
        "PaymentMethodInvalid",
        "PaymentMethodDeleted",
        "BillingAddressDeleted",
        "PaymentMethodExpired",
        "PaymentMethodNotAllowed",
        "PaymentMethodNotSet",
        "MFAFailed",
        "AddedLater",
    ] {
        assert_eq!(step("NonChargeable", &[reason]), ChargePermissionStep::SendToUpdatePage, "{reason}");
        let both = step("NonChargeable", &["ChargeInProgress", reason]);
        assert_eq!(both, ChargePermissionStep::SendToUpdatePage, "{reason}");
    }
    assert_eq!(step("NonChargeable", &["ChargeInProgress"]), ChargePermissionStep::Wait);
    assert_eq!(step("NonChargeable", &[]), ChargePermissionStep::Unknown);
    for reason in ChargePermissionReason::KNOWN {
        assert_eq!(step("Closed", &[reason.as_str()]), ChargePermissionStep::SendToSetupPage, "{reason}");
    }
    assert_eq!(step("Closed", &[]), ChargePermissionStep::SendToSetupPage);
    assert_eq!(step("AddedLater", &["Expired"]), ChargePermissionStep::Unknown);
    let none = ChargePermission::from_response(&response(200, &json!({}))).unwrap();
    assert_eq!(none.next_step(), ChargePermissionStep::Unknown);
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    let codes: Vec<&str> = ReasonCode::KNOWN.iter().map(ReasonCode::as_str).collect();
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..40),
        (prop::sample::select(codes), ".*").prop_map(|(code, message)| {
            json!({ "reasonCode": code, "message": message }).to_string().into_bytes()
        }),
        prop::sample::select(vec!["Open", "Completed", "Canceled", "AddedLater"])
            .prop_map(|state| json!({ "statusDetails": { "state": state } }).to_string().into_bytes()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_answers_give_a_step(
        first in (100..1000_u16, body()),
        second in (100..1000_u16, body()),
        retry_after in "[ -~]{0,20}",
        sent in ".*",
    ) {
        let answer = |(status, body): (u16, Vec<u8>)| {
            Response::builder().status(status).header("retry-after", &retry_after).body(body).unwrap()
        };
        let (first, second) = (answer(first), answer(second));
        let completed = |answer: &Response<Vec<u8>>| {
            answer.status().is_success() && answer.body().windows(11).any(|part| part == b"\"Completed\"")
        };
        let step = match after_complete(&first, &sent) {
            Completion::Done(step) => step,
            Completion::GetCheckoutSession(unsettled) => unsettled.after_get(&second, &sent),
        };
        match step {
            NextStep::Updated(_) => prop_assert!(first.status().is_success()),
            NextStep::AlreadyCompleted(_) => prop_assert!(completed(&second) && !first.status().is_success()),
            _ => prop_assert!(!completed(&first)),
        }
    }
}
