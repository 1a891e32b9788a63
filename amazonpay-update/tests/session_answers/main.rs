//! The answers of Amazon Pay's API, as objects and as errors.
#![cfg(feature = "session")]

mod property;
mod samples;

use amazonpay_update::Environment;
use amazonpay_update::session::{
    AnswerError, AnswerProblem, ApiError, ChargePermission, ChargePermissionReason, ChargePermissionState,
    CheckoutSession, CheckoutSessionReason, CheckoutSessionState, InvalidTimestamp, ReasonCode, SentRequest,
    Timestamp, UnreadableAnswer,
};
use http::{Request, Response};
use samples::{PRIVATE, full_permission, full_session, permission, response, session, without_nulls};
use serde_json::{Value, json};
use std::fmt::{Debug, Write};
use std::str::FromStr;
use std::time::{Duration, SystemTime};

fn api_error(status: u16, body: &Value) -> ApiError {
    match CheckoutSession::from_response(&response(status, body.to_string())).unwrap_err() {
        AnswerError::Api(error) => error,
        other => panic!("{other:?}"),
    }
}

fn unreadable(response: &Response<Vec<u8>>) -> UnreadableAnswer {
    match CheckoutSession::from_response(response).unwrap_err() {
        AnswerError::Unreadable(answer) => answer,
        other => panic!("{other:?}"),
    }
}

/// The success sample of Complete Checkout Session on the Japanese page. As printed it is not JSON:
/// `PaymentMethodOnFile` had no quotation marks, a `//` comment stood beside `supplementaryData`, and
/// the ends of the two lists and of `statusDetails` were missing, with what the lists hold.
#[test]
fn the_sample_of_the_page_is_a_completed_session() {
    let sample: Value = serde_json::from_str(include_str!("../vectors/complete-success.json")).unwrap();
    let session = session(&sample);
    assert_eq!(session.status_details.state, Some(CheckoutSessionState::Completed));
    assert_eq!(session.status_details.reason_code, None);
    assert_eq!(session.checkout_session_id.unwrap().as_str(), "bd504926-f659-4ad7-a1a9-9a747aaf5275");
    assert_eq!(session.charge_permission_id.unwrap().as_str(), "S01-5105180-3221187");
    let updated = session.status_details.last_updated_timestamp.unwrap().system_time();
    let created = session.creation_timestamp.unwrap().system_time();
    assert_eq!(updated.duration_since(created).unwrap(), Duration::from_secs(14));
    assert!(session.payment_preferences.is_empty() && session.constraints.is_empty());
    assert!(session.buyer.is_none() && session.expiration_timestamp.is_none());
    assert!(session.other.is_empty(), "{:?}", session.other);
}

#[test]
fn an_address_within_a_text_is_read_as_the_sdks_do() {
    let vectors: Value = serde_json::from_str(include_str!("../vectors/sdk-response.json")).unwrap();
    for entry in vectors["groups"]["response"].as_array().unwrap() {
        let session = session(&entry["input"]);
        assert_eq!(session.shipping_address_list.len(), 1);
        assert_eq!(session.shipping_address_list[0].name.as_deref(), Some("DEF"));
        let expected = without_nulls(entry["expected"].clone());
        assert_eq!(serde_json::to_value(&session).unwrap(), expected, "{}", entry["id"]);
    }
}

#[test]
fn every_documented_member_has_a_field() {
    let session = session(&full_session());
    assert!(session.other.is_empty(), "{:?}", session.other);
    assert_eq!(session.status_details.reason_code, Some(CheckoutSessionReason::Declined));
    assert_eq!(session.shipping_address_list.len(), 2);
    let permission = permission(&full_permission());
    assert!(permission.other.is_empty(), "{:?}", permission.other);
    assert_eq!(permission.status_details.state, Some(ChargePermissionState::NonChargeable));
    let reason = permission.status_details.reasons[0].reason_code.as_ref();
    assert_eq!(reason, Some(&ChargePermissionReason::PaymentMethodExpired));
    assert_eq!(permission.limits.unwrap().amount_limit.unwrap().amount.as_deref(), Some("500.00"));
}

#[test]
fn what_is_not_documented_is_kept_and_loses_nothing_else() {
    let mut members = full_session();
    members["statusDetails"]["state"] = json!("Suspended");
    members["statusDetails"]["since"] = json!("yesterday");
    members["storeId"] = json!("no store id");
    members["buyer"]["name"] = json!({ "first": "a" });
    members["creationTimestamp"] = json!(1_571_172_193);
    members["constraints"] = json!([null, "a text"]);
    members["addedLater"] = json!([null, 1]);
    let session = session(&members);
    assert_eq!(session.status_details.state, Some(CheckoutSessionState::Other("Suspended".to_owned())));
    assert_eq!(session.status_details.other["since"], "yesterday");
    assert_eq!((session.store_id, &session.other["storeId"]), (None, &json!("no store id")));
    let buyer = session.buyer.unwrap();
    assert_eq!((buyer.name, &buyer.other["name"]), (None, &json!({ "first": "a" })));
    assert_eq!(buyer.email.as_deref(), Some(PRIVATE));
    assert_eq!(session.other["creationTimestamp"], 1_571_172_193);
    assert_eq!(session.other["constraints"], json!([null, "a text"]));
    assert_eq!(session.other["addedLater"], json!([null, 1]));
    assert!(session.expiration_timestamp.is_some());
}

#[test]
fn a_member_that_decides_must_have_its_type() {
    let refused = |status_details: Value| {
        let body = json!({ "statusDetails": status_details }).to_string();
        let answers = [
            CheckoutSession::from_response(&response(200, &body)).map(|_| ()),
            ChargePermission::from_response(&response(200, &body)).map(|_| ()),
        ];
        answers.map(|answer| match answer {
            Err(AnswerError::Unreadable(UnreadableAnswer {
                problem: AnswerProblem::Member { member },
                ..
            })) => Some(member),
            Ok(()) => None,
            Err(other) => panic!("{other:?}"),
        })
    };
    for (status_details, of_session, of_permission) in [
        (json!("Open"), Some("statusDetails"), Some("statusDetails")),
        (json!([]), Some("statusDetails"), Some("statusDetails")),
        (json!({ "state": 1 }), Some("statusDetails.state"), Some("statusDetails.state")),
        (json!({ "reasonCode": ["Expired"] }), Some("statusDetails.reasonCode"), None),
        (json!({ "reasons": "Expired" }), None, Some("statusDetails.reasons")),
        (json!({ "reasons": [{ "reasonCode": 1 }] }), None, Some("statusDetails.reasons.reasonCode")),
        (json!({ "reasonDescription": 1 }), None, None),
        (json!(null), None, None),
    ] {
        assert_eq!(refused(status_details.clone()), [of_session, of_permission], "{status_details}");
    }
    let answer = unreadable(&response(422, r#"{"reasonCode": 1, "message": "a"}"#));
    assert_eq!(answer.problem, AnswerProblem::Member { member: "reasonCode" });
    assert!(answer.to_string().contains("`reasonCode`"), "{answer}");
}

#[test]
fn the_environment_is_read_in_any_case() {
    for (text, environment) in [
        ("Sandbox", Environment::Sandbox),
        ("SANDBOX", Environment::Sandbox),
        ("live", Environment::Live),
        ("Live", Environment::Live),
    ] {
        let members = json!({ "releaseEnvironment": text });
        assert_eq!(session(&members).release_environment, Some(environment), "{text}");
        assert_eq!(permission(&members).release_environment, Some(environment), "{text}");
    }
}

#[test]
fn a_timestamp_is_a_point_in_time_and_its_text() {
    let timestamp: Timestamp = "19700102T000001Z".parse().unwrap();
    assert_eq!(timestamp.system_time(), SystemTime::UNIX_EPOCH + Duration::from_secs(86_401));
    assert_eq!(timestamp.to_string(), "19700102T000001Z");
    let mut times = ["20211215T152829Z", "20210101T000000Z", "19700101T000000Z", "20211215T152830Z"]
        .map(|text| text.parse::<Timestamp>().unwrap());
    times.sort();
    assert!(times.is_sorted_by_key(Timestamp::system_time), "{times:?}");
    for text in [
        "",
        "20211315T152829Z",
        "19691231T235959Z",
        "20211215T152829",
        "1639582109",
        // Other spellings of the same time.
        "2021-12-15T15:28:29Z",
        "20211215T172829+02",
        "20211215T152829Z[UTC]",
        "20211215T152829.0Z",
        "20211215t152829z",
        "20211215 152829Z",
    ] {
        assert_eq!(text.parse::<Timestamp>(), Err(InvalidTimestamp), "{text}");
    }
}

#[test]
fn a_refusal_says_why_in_amazons_words() {
    let error =
        api_error(422, &json!({ "reasonCode": "CheckoutSessionCanceled", "message": "It is canceled." }));
    assert_eq!(error.status, 422);
    assert_eq!(error.reason_code, Some(ReasonCode::CheckoutSessionCanceled));
    assert_eq!(error.message.as_deref(), Some("It is canceled."));
    assert_eq!(error.request_id.as_deref(), Some("request-1"));
    assert_eq!(
        error.to_string(),
        "Amazon Pay refused the request with the status 422 and the reason code `CheckoutSessionCanceled`: It is \
         canceled. (`x-amz-pay-request-id`: request-1)"
    );
    let unknown = api_error(400, &json!({ "reasonCode": "AddedLater", "message": null }));
    assert_eq!(unknown.reason_code, Some(ReasonCode::Other("AddedLater".to_owned())));
    assert_eq!(api_error(422, &json!({})).reason_code, None);
}

#[test]
fn a_refusal_does_not_repeat_the_signature() {
    let signature = "c2lnbmF0dXJl/+".repeat(24) + "c2lnbmE=";
    assert_eq!(signature.len(), 344);
    let hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    let shown = |message: &str| {
        let body = json!({ "reasonCode": "InvalidRequestSignature", "message": message });
        api_error(403, &body).message.expect("a message")
    };
    for [before, after] in [
        ["Unable to verify signature, signing String [AMZN-PAY-RSASSA-PSS-V2\nHASH], signature [", "]"],
        ["Signature ", " does not match signedString AMZN-PAY-RSASSA-PSSHASH for merchant A3LVSV45M75151"],
    ] {
        let (before, after) = (before.replace("HASH", hash), after.replace("HASH", hash));
        let expected = [&*before, "...", &after].concat().replace('\n', "\\n");
        assert_eq!(shown(&[&*before, &signature, &after].concat()), expected);
    }
}

/// A request that was sent with this signature.
fn sent_with(signature: &str) -> SentRequest {
    let authorization =
        format!("AMZN-PAY-RSASSA-PSS-V2 PublicKeyId=SANDBOX-A, SignedHeaders=accept, Signature={signature}");
    let url = "https://pay-api.amazon.com/v2/checkoutSessions/acf951ea-32ee-4dea-916b-2caa9b218e4a";
    SentRequest::of(&Request::get(url).header("authorization", authorization).body("").unwrap())
}

/// Everything that can be printed of an error.
fn printed(error: &AnswerError) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        write!(text, " {error} {error:?}").unwrap();
        source = error.source();
    }
    text
}

#[test]
fn nothing_a_server_writes_reaches_a_log_as_it_is() {
    let signature = "Zm9vYmFyMTIz/+9xdXV4".repeat(17) + "c2ln";
    let sent = sent_with(&signature);
    let ways = [
        signature.clone(),
        signature.replace('+', "%2b").replace('/', "%2F"),
        signature.replace('+', "-").replace('/', "_"),
        signature.as_bytes().chunks(40).map(|line| str::from_utf8(line).unwrap().to_owned() + "\n").collect(),
        signature.as_bytes().chunks(7).map(|line| str::from_utf8(line).unwrap().to_owned() + " ").collect(),
    ];
    let nasty = "a\nb\rc\u{1b}[31md\u{85}e\u{2028}f\u{202e}g\u{9b}h\0";
    for spelled in &ways {
        let long = "x ".repeat(2_000);
        for text in [
            spelled.clone(),
            format!("{nasty}{spelled}"),
            format!("{spelled}{long}"),
            format!("{long}{nasty}"),
        ] {
            let bodies = [
                (403, json!({ "reasonCode": "InvalidRequestSignature", "message": text })),
                (403, json!({ "reasonCode": text, "message": "a" })),
                (403, json!({ "message": text })),
            ];
            for (status, body) in bodies {
                let mut answer = response(status, body.to_string());
                let header = spelled.replace('\n', " ");
                for name in ["x-amz-pay-request-id", "content-type"] {
                    let value = if name == "content-type" {
                        format!("application/json; {header}")
                    } else {
                        header.clone()
                    };
                    answer.headers_mut().insert(name, value.parse().unwrap());
                }
                let error = CheckoutSession::from_answer(&answer, &sent).unwrap_err();
                let AnswerError::Api(api) = &error else { panic!("{error:?}") };
                let code = api.reason_code.as_ref().map_or(0, |code| code.as_str().chars().count());
                let message = api.message.as_ref().map_or(0, |message| message.chars().count());
                let request_id = api.request_id.as_ref().map_or(0, |id| id.chars().count());
                assert!(code <= 100 && message <= 2000 && request_id <= 200, "{code} {message} {request_id}");
                assert_is_plain(&format!("{error} {error:?}"));
                let printed = printed(&error);
                assert_eq!(letters(&printed).matches(&letters(&signature[..20])).count(), 0, "{printed}");

                *answer.body_mut() = b"no JSON".to_vec();
                let error = CheckoutSession::from_answer(&answer, &sent).unwrap_err();
                assert_is_plain(&format!("{error} {error:?}"));
                let printed = self::printed(&error);
                assert_eq!(letters(&printed).matches(&letters(&signature[..20])).count(), 0, "{printed}");
            }
        }
    }
}

#[track_caller]
fn assert_is_plain(text: &str) {
    for char in ['\n', '\r', '\u{1b}', '\u{85}', '\u{9b}', '\u{2028}', '\u{202e}', '\0'] {
        assert!(!text.contains(char), "{char:?} in {text:?}");
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[test]
fn the_objects_show_a_server_text_on_one_line_and_not_without_end() {
    let nasty = "\u{202e}a\nb\u{1b}[2J".repeat(1_000);
    let session = session(&json!({
        "statusDetails": { "state": nasty, "reasonCode": nasty },
        "constraints": [{ "constraintId": nasty, "description": nasty }],
    }));
    let permission = permission(&json!({
        "statusDetails": { "state": nasty, "reasons": vec![json!({ "reasonCode": nasty }); 100] },
    }));
    // The values themselves are kept.
    assert_eq!(session.status_details.state.as_ref().map(CheckoutSessionState::as_str), Some(&*nasty));
    let state = session.status_details.state.as_ref().unwrap();
    let code = session.status_details.reason_code.as_ref().unwrap();
    for shown in [
        format!("{session:?}"),
        format!("{:?}", session.constraints),
        format!("{permission:?}"),
        format!("{state} {state:?} {code} {code:?}"),
    ] {
        assert_is_plain(&shown);
        assert!(shown.len() < 3000, "{}", shown.len());
    }
}

#[test]
fn a_message_without_end_is_cut_off() {
    let error = api_error(400, &json!({ "reasonCode": "InvalidRequest", "message": "é ".repeat(500_000) }));
    assert!(error.to_string().chars().count() < 2200);
}

#[test]
fn an_answer_that_is_none_says_what_came() {
    let html = "<html>Private</html>";
    for (status, content_type, body, problem) in [
        (302, "application/json", "{}", AnswerProblem::Redirect),
        (200, "application/json", "", AnswerProblem::Empty),
        (500, "", " \n", AnswerProblem::Empty),
        (200, "text/html; charset=utf-8", html, AnswerProblem::ContentType),
        (200, "text/plain", "{}", AnswerProblem::ContentType),
        (502, "", html, AnswerProblem::Page),
        (200, "application/json", r#"{"statusDetails": {"state": "Comple"#, AnswerProblem::Truncated),
        (200, "application/json", "{\"a\":\n Private}", AnswerProblem::NotJson { line: 2, column: 2 }),
        (400, "application/json", r#"["Private"]"#, AnswerProblem::NotAnObject),
    ] {
        let mut answer = response(status, body);
        answer.headers_mut().remove("content-type");
        if !content_type.is_empty() {
            answer.headers_mut().insert("content-type", content_type.parse().unwrap());
        }
        let found = unreadable(&answer);
        assert_eq!(found.problem, problem, "{body}");
        assert_eq!((found.status.as_u16(), found.body_len), (status, body.len()));
        assert_eq!(found.content_type.as_deref().unwrap_or_default(), content_type);
        assert_eq!(found.request_id.as_deref(), Some("request-1"));
        let words = found.to_string();
        assert!(words.contains(&format!("status {status}")) && words.contains("request-1"), "{words}");
        assert!(words.contains(&format!("{} bytes", body.len())), "{words}");
        assert!(!words.contains(PRIVATE), "{words}");
    }
}

#[test]
fn the_answer_to_any_request_is_a_refusal_or_none() {
    let charge = r#"{"chargeId": "C01-0000000-0000000-C000000", "statusDetails": {"state": "Captured"}}"#;
    for status in [200, 201] {
        assert_eq!(AnswerError::from_response(&response(status, charge)), None);
    }

    let refusal = json!({ "reasonCode": "HardDeclined", "message": "The card is declined.\n" });
    let Some(AnswerError::Api(error)) = AnswerError::from_response(&response(422, refusal.to_string()))
    else {
        panic!("Amazon Pay refuses it");
    };
    assert_eq!(error, api_error(422, &refusal));
    assert!(!error.is_transient() && api_error(429, &refusal).is_transient());
    assert_eq!((error.status.as_u16(), error.reason_code), (422, Some(ReasonCode::HardDeclined)));
    assert_eq!(error.message.as_deref(), Some("The card is declined.\\n"));
    assert_eq!(error.request_id.as_deref(), Some("request-1"));

    for (status, body, problem) in [
        (200, "<html>Please log in</html>", AnswerProblem::Page),
        (403, "<html>Please log in</html>", AnswerProblem::Page),
        (307, "{}", AnswerProblem::Redirect),
        (201, "", AnswerProblem::Empty),
        (201, &charge[..20], AnswerProblem::Truncated),
    ] {
        let found = AnswerError::from_response(&response(status, body));
        assert_eq!(found, Some(AnswerError::Unreadable(unreadable(&response(status, body)))));
        assert!(matches!(found, Some(AnswerError::Unreadable(of)) if of.problem == problem), "{status}");
    }
}

#[test]
fn json_by_another_name_is_json() {
    for content_type in ["application/json;charset=UTF-8", "Application/JSON", "application/problem+json"] {
        let mut answer = response(200, r#"{"statusDetails": {"state": "Open"}}"#);
        answer.headers_mut().insert("content-type", content_type.parse().unwrap());
        let session = CheckoutSession::from_response(&answer).unwrap();
        assert_eq!(session.status_details.state, Some(CheckoutSessionState::Open), "{content_type}");
    }
}

#[test]
fn debug_shows_no_data_of_the_buyer() {
    let mut members = full_session();
    members["addedLater"] = json!(PRIVATE);
    members["buyer"]["addedLater"] = json!(PRIVATE);
    members["statusDetails"]["addedLater"] = json!(PRIVATE);
    let session = session(&members);
    let (buyer, address) = (session.buyer.as_ref().unwrap(), &session.shipping_address_list[0]);
    let permission = permission(&full_permission());
    let shown: [&dyn Debug; 5] = [&session, buyer, address, &session.payment_preferences, &permission];
    for value in shown {
        let shown = format!("{value:?} {value:#?}");
        assert!(!shown.contains(PRIVATE), "{shown}");
    }
    assert!(format!("{session:?}").contains("Declined"));
    assert!(format!("{permission:?}").contains("PaymentMethodExpired"));
}

#[test]
fn every_known_value_is_its_own_text() {
    fn check<T: FromStr + ToString + PartialEq + Debug>(known: &[T])
    where
        T::Err: Debug,
    {
        for value in known {
            let text = value.to_string();
            assert!(!text.is_empty() && text != "Other");
            assert_eq!(text.parse::<T>().unwrap(), *value);
        }
    }
    check(CheckoutSessionState::KNOWN);
    check(CheckoutSessionReason::KNOWN);
    check(ChargePermissionState::KNOWN);
    check(ChargePermissionReason::KNOWN);
    check(ReasonCode::KNOWN);
    assert_eq!("canceled".parse(), Ok(CheckoutSessionState::Other("canceled".to_owned())));
}
