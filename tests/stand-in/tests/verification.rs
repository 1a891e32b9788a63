//! What the library signs is let through, and every change of it is refused.

mod support;

use amazonpay_update::charge_permission_id;
use amazonpay_update::session::{ApiRequest, string_to_sign_of};
use amazonpay_update::signing::{Algorithm, string_to_sign};
use amazonpay_update_stand_in::{ChargePermission, PermissionState, StandIn};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderName, HeaderValue, Method, Request, StatusCode};
use rsa::pkcs8::DecodePrivateKey;
use rsa::pss::SigningKey;
use rsa::sha2::Sha256;
use rsa::signature::{SignatureEncoding, Signer};
use std::time::{Duration, SystemTime};
use support::{
    HOST, KEY_ID, OTHER_SESSION, SESSION, ask, client, complete, confirmed, get, other_private_pem,
    private_pem, send, setup, signed, signer, signer_with, stand_in,
};

const BAD_SIGNATURE: (u16, &str) = (403, "InvalidRequestSignature");

#[tokio::test]
async fn what_the_library_signs_is_let_through() {
    let stand_in = stand_in().await;
    let session = stand_in.session(confirmed(SESSION));
    let client = client(&stand_in);
    for algorithm in [Algorithm::PssV2, Algorithm::Pss] {
        let signer = signer().with_algorithm(algorithm);
        let answered = ask(&client, signer.sign(&get(SESSION)).expect("signed")).await;
        assert_eq!((answered.status, answered.state()), (200, "Open"), "{algorithm}");
    }
    let answered = ask(&client, signed(&complete(SESSION))).await;
    assert_eq!((answered.status, answered.state()), (200, "Completed"));
    assert_eq!(session.completions(), 1);
    for record in session.records() {
        assert!(record.signature_is_good);
        // The stand-in would take a completion without a key, and the library never sends one.
        assert_eq!(record.idempotency_key.is_some(), record.method == Method::POST);
    }
}

#[tokio::test]
async fn paths_and_queries_of_all_kinds_are_let_through_to_the_router() {
    let stand_in = stand_in().await;
    let client = client(&stand_in);
    let request = ApiRequest::new(Method::GET, "a b/*~").expect("a path");
    let request = request.segment("c/d é").expect("a segment");
    let request = request.query("foo", "b c&=+*~").query("Foo", "").query("foo", "Zoo").query("foo", "aha");
    let request = request.header("x-amz-pay-authtoken", "a token").expect("a header");
    let answered = ask(&client, signed(&request)).await;
    assert_eq!(answered.reason(), (404, "ResourceNotFound"));
    assert!(stand_in.records()[0].signature_is_good);
}

fn set(request: &mut Request<String>, name: &'static str, value: &str) {
    request
        .headers_mut()
        .insert(HeaderName::from_static(name), HeaderValue::from_str(value).expect("a value"));
}

fn aim(request: &mut Request<String>, target: &str) {
    *request.uri_mut() = format!("https://{HOST}{target}").parse().expect("an address");
}

fn edit_authorization(request: &mut Request<String>, from: &str, to: &str) {
    let before = request.headers()["authorization"].to_str().expect("a text").to_owned();
    let after = before.replace(from, to);
    assert_ne!(before, after);
    set(request, "authorization", &after);
}

/// Signs again, without the library: the merchant's key, and a salt of any length.
fn sign_again(request: &mut Request<String>, salt: usize) {
    let private = rsa::PrivateKey::from_pkcs8_pem(private_pem()).expect("a key");
    let text = string_to_sign_of(request).expect("a signed request");
    let signature = SigningKey::<Sha256>::new_with_salt_len(private, salt).sign(text.as_bytes());
    let authorization = request.headers()["authorization"].to_str().expect("a text");
    let head = authorization.split("Signature=").next().expect("a first part");
    let new = format!("{head}Signature={}", BASE64_STANDARD.encode(signature.to_bytes()));
    set(request, "authorization", &new);
}

async fn refused(stand_in: &StandIn, change: impl FnOnce(&mut Request<String>)) -> (u16, String) {
    let mut request = signed(&complete(SESSION));
    change(&mut request);
    let answered = ask(&client(stand_in), request).await;
    let (status, reason) = answered.reason();
    (status, reason.to_owned())
}

#[tokio::test]
async fn every_single_change_is_refused() {
    type Change = fn(&mut Request<String>);
    let changes: [(&str, Change, (u16, &str)); 21] = [
        ("path", |r| aim(r, &format!("/v2/checkoutSessions/{OTHER_SESSION}/complete")), BAD_SIGNATURE),
        ("query", |r| aim(r, &format!("/v2/checkoutSessions/{SESSION}/complete?a=b")), BAD_SIGNATURE),
        ("method", |r| *r.method_mut() = Method::PUT, BAD_SIGNATURE),
        ("body", |r| *r.body_mut() = "{ }".to_owned(), BAD_SIGNATURE),
        ("empty body", |r| r.body_mut().clear(), BAD_SIGNATURE),
        ("idempotency key", |r| set(r, "x-amz-pay-idempotency-key", "other"), BAD_SIGNATURE),
        ("date", |r| set(r, "x-amz-pay-date", &date_in(60)), BAD_SIGNATURE),
        ("stale date", |r| set(r, "x-amz-pay-date", &date_in(-301)), (400, "InvalidHeaderValue")),
        (
            "form of the date",
            |r| set(r, "x-amz-pay-date", "2026-11-21T20:20:58Z"),
            (400, "InvalidHeaderValue"),
        ),
        ("host", |r| set(r, "x-amz-pay-host", "pay-api.amazon.eu"), (400, "InvalidHeaderValue")),
        ("region", |r| set(r, "x-amz-pay-region", "us"), (400, "InvalidHeaderValue")),
        ("accept", |r| set(r, "accept", "*/*"), (400, "InvalidHeaderValue")),
        ("content type", |r| set(r, "content-type", "text/plain"), (400, "InvalidHeaderValue")),
        (
            "environment",
            |r| aim(r, &format!("/sandbox/v2/checkoutSessions/{SESSION}/complete")),
            (404, "ResourceNotFound"),
        ),
        ("key id", |r| edit_authorization(r, KEY_ID, "SANDBOX-ANOTHER"), (403, "InvalidAuthentication")),
        ("algorithm", |r| edit_authorization(r, "PSS-V2", "PSS"), BAD_SIGNATURE),
        ("unknown algorithm", |r| edit_authorization(r, "PSS-V2", "PSS-V3"), (403, "InvalidAuthentication")),
        ("no Base64", |r| edit_authorization(r, "Signature=", "Signature=*"), BAD_SIGNATURE),
        (
            "no signature",
            |r| edit_authorization(r, ", Signature=", ", Other="),
            (403, "InvalidAuthentication"),
        ),
        (
            "absent signed header",
            |r| edit_authorization(r, "accept;", "absent;accept;"),
            (400, "MissingHeader"),
        ),
        ("salt", |r| sign_again(r, 20), BAD_SIGNATURE),
    ];
    let stand_in = stand_in().await;
    let session = stand_in.session(confirmed(SESSION));
    stand_in.session(confirmed(OTHER_SESSION));
    for (what, change, (status, reason)) in changes {
        assert_eq!(refused(&stand_in, change).await, (status, reason.to_owned()), "{what}");
    }
    assert_eq!(session.completions(), 0);
    let mut control = signed(&complete(SESSION));
    sign_again(&mut control, 32);
    assert_eq!(ask(&client(&stand_in), control).await.status, 200);
}

/// The date so many seconds from now.
fn date_in(seconds: i64) -> String {
    let time = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(seconds);
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Signs a canonical request that was written by hand, in place of the one the library writes.
fn sign_by_hand(request: &mut Request<String>, canonical: &str) {
    let private = rsa::PrivateKey::from_pkcs8_pem(private_pem()).expect("a key");
    let text = string_to_sign(Algorithm::PssV2, canonical);
    let signature = SigningKey::<Sha256>::new_with_salt_len(private, 32).sign(text.as_bytes());
    let lines: Vec<_> = canonical.lines().collect();
    let signed_headers = lines[lines.len() - 2];
    let signature = BASE64_STANDARD.encode(signature.to_bytes());
    let authorization = format!(
        "AMZN-PAY-RSASSA-PSS-V2 PublicKeyId={KEY_ID}, SignedHeaders={signed_headers}, Signature={signature}"
    );
    set(request, "authorization", &authorization);
}

#[tokio::test]
async fn white_space_within_a_value_is_taken_as_any_of_the_sdks_writes_it() {
    let stand_in = stand_in().await;
    stand_in.session(confirmed(SESSION));
    // As .NET, Java and the others write `a \t b`; and what none of them does.
    for (written, status) in [("a b", 200), ("a   b", 200), ("a \t b", 200), ("ab", 403)] {
        let mut request = signed(&get(SESSION));
        set(&mut request, "x-amz-pay-authtoken", "a \t b");
        let header = |name: &str| request.headers()[name].to_str().expect("a text").to_owned();
        let canonical = format!(
            "GET\n/v2/checkoutSessions/{SESSION}\n\naccept:application/json\ncontent-type:application/json\n\
             x-amz-pay-authtoken:{written}\nx-amz-pay-date:{}\nx-amz-pay-host:{HOST}\nx-amz-pay-region:na\n\n\
             accept;content-type;x-amz-pay-authtoken;x-amz-pay-date;x-amz-pay-host;x-amz-pay-region\n\
             e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            header("x-amz-pay-date"),
        );
        sign_by_hand(&mut request, &canonical);
        assert_eq!(ask(&client(&stand_in), request).await.status, status, "{written:?}");
    }
}

#[tokio::test]
async fn other_forms_that_sdks_write_are_let_through() {
    type Change = fn(&mut Request<String>, u16);
    let changes: [(&str, Change, u16); 9] = [
        // Node's.
        ("extended date", |r, _| set(r, "x-amz-pay-date", &extended_date_in(0)), 200),
        ("stale extended date", |r, _| set(r, "x-amz-pay-date", &extended_date_in(-302)), 400),
        ("half extended date", |r, _| set(r, "x-amz-pay-date", &date_in(0).replace('T', "T:")), 400),
        // Where the address of the service is set for tests.
        ("own host", |r, port| set(r, "x-amz-pay-host", &format!("localhost:{port}")), 200),
        ("own address", |r, port| set(r, "x-amz-pay-host", &format!("127.0.0.1:{port}")), 200),
        ("another port", |r, port| set(r, "x-amz-pay-host", &format!("localhost:{}", port ^ 1)), 400),
        ("host without a port", |r, _| set(r, "x-amz-pay-host", "localhost"), 400),
        // Java's.
        ("capital letters", |r, _| set(r, "x-amz-pay-region", "NA"), 200),
        // .NET's.
        ("slash at the end", |r, _| aim(r, &format!("/v2/checkoutSessions/{SESSION}/")), 200),
    ];
    let stand_in = stand_in().await;
    let session = stand_in.session(confirmed(SESSION));
    for (what, change, status) in changes {
        let mut request = signed(&get(SESSION));
        change(&mut request, stand_in.address().port());
        sign_again(&mut request, 32);
        assert_eq!(ask(&client(&stand_in), request).await.status, status, "{what}");
    }
    assert_eq!(session.records().len(), changes.len(), "also the one with a slash at the end");
}

fn extended_date_in(seconds: i64) -> String {
    let time = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(seconds);
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[tokio::test]
async fn a_missing_or_unsigned_header_is_refused() {
    let stand_in = stand_in().await;
    stand_in.session(confirmed(SESSION));
    let headers = [
        "accept",
        "content-type",
        "x-amz-pay-date",
        "x-amz-pay-host",
        "x-amz-pay-idempotency-key",
        "x-amz-pay-region",
    ];
    for name in headers {
        if name != "accept" {
            // The client would add one of its own.
            let reason = refused(&stand_in, |request| drop(request.headers_mut().remove(name))).await;
            assert_eq!(reason, (400, "MissingHeader".to_owned()), "{name}");
        }
        let unsigned = |request: &mut Request<String>| {
            let list = headers.join(";");
            let without: Vec<_> = headers.into_iter().filter(|other| *other != name).collect();
            edit_authorization(request, &list, &without.join(";"));
            sign_again(request, 32);
        };
        let reason = refused(&stand_in, unsigned).await;
        assert_eq!(reason, (403, "InvalidAuthentication".to_owned()), "{name}");
    }
    let reason = refused(&stand_in, |request| drop(request.headers_mut().remove("authorization"))).await;
    assert_eq!(reason, (400, "MissingHeader".to_owned()));
}

/// Amazon's samples of Complete Checkout Session have none.
#[tokio::test]
async fn a_completion_without_an_idempotency_key_takes_effect_once() {
    let stand_in = stand_in().await;
    stand_in.charge_permission(ChargePermission::new("B01-1234567-1234567", PermissionState::Chargeable));
    let session = stand_in.session(confirmed(SESSION));
    let client = client(&stand_in);
    let without_key = |request: &ApiRequest| {
        let mut request = signed(request);
        request.headers_mut().remove("x-amz-pay-idempotency-key");
        edit_authorization(&mut request, "x-amz-pay-idempotency-key;", "");
        sign_again(&mut request, 32);
        request
    };
    assert_eq!(ask(&client, without_key(&complete(SESSION))).await.status, 200);
    // No first answer is kept.
    let again = ask(&client, without_key(&complete(SESSION))).await;
    assert_eq!(again.reason(), (422, "InvalidCheckoutSessionStatus"));
    assert_eq!(session.completions(), 1);

    let charge = ApiRequest::new(Method::POST, "charges").expect("a path").body(
        r#"{"chargePermissionId":"B01-1234567-1234567","chargeAmount":{"amount":"1","currencyCode":"USD"}}"#,
    );
    assert_eq!(ask(&client, without_key(&charge)).await.reason(), (400, "MissingHeader"));
    assert_eq!(ask(&client, signed(&charge)).await.status, 201);
}

#[tokio::test]
async fn the_signature_of_another_key_is_refused_with_the_string_that_was_to_sign() {
    let stand_in = stand_in().await;
    let session = stand_in.session(confirmed(SESSION));
    let request = signer_with(KEY_ID, other_private_pem()).sign(&complete(SESSION)).expect("signed");
    let text = string_to_sign_of(&request).expect("a signed request");
    let authorization = request.headers()["authorization"].to_str().expect("a text");
    let signature = authorization.split("Signature=").nth(1).expect("a signature").to_owned();
    let answered = ask(&client(&stand_in), request).await;
    assert_eq!(answered.reason(), BAD_SIGNATURE);
    let expected = format!("Unable to verify signature, signing String [{text}], signature [{signature}]");
    assert_eq!(answered.body["message"], expected);
    assert!(!session.records()[0].signature_is_good);
}

#[tokio::test]
async fn a_signed_date_is_good_for_five_minutes_of_the_stand_ins_clock() {
    let stand_in = stand_in().await;
    stand_in.session(confirmed(SESSION));
    let client = client(&stand_in);
    let seconds = Duration::from_secs;
    let now = SystemTime::now;
    let ask_at = async |time| ask(&client, signer().sign_at(&get(SESSION), time).expect("signed")).await;
    // The request is under way for less than ten seconds.
    assert_eq!(ask_at(now() - seconds(290)).await.status, 200);
    assert_eq!(ask_at(now() + seconds(290)).await.status, 200);
    assert_eq!(ask_at(now() - seconds(302)).await.reason(), (400, "InvalidHeaderValue"));
    assert_eq!(ask_at(now() + seconds(310)).await.reason(), (400, "InvalidHeaderValue"));
    stand_in.set_request_dates_off_by(3600);
    assert_eq!(ask_at(now()).await.reason(), (400, "InvalidHeaderValue"));
    assert_eq!(ask_at(now() + seconds(3600)).await.status, 200);
    // An HTTP-date has no year before 1970.
    stand_in.set_request_dates_off_by(i32::MIN);
    let response = send(&client, signed(&get(SESSION))).await.expect("an answer");
    assert_eq!(response.headers()["date"], "Thu, 01 Jan 1970 00:00:00 GMT");
}

#[tokio::test]
async fn a_key_id_without_an_environment_needs_the_environment_in_the_path() {
    const BARE: &str = "AEXAMPLEKEYID";
    let stand_in = StandIn::start(setup(BARE)).await.expect("it starts");
    stand_in.session(confirmed(SESSION));
    let client = client(&stand_in);
    let mut request = signer_with(BARE, private_pem()).sign(&get(SESSION)).expect("signed");
    assert_eq!(request.uri().path(), format!("/sandbox/v2/checkoutSessions/{SESSION}"));
    assert_eq!(ask(&client, request.clone()).await.status, 200);
    aim(&mut request, &format!("/v2/checkoutSessions/{SESSION}"));
    assert_eq!(ask(&client, request).await.reason(), (404, "ResourceNotFound"));
}

#[tokio::test]
async fn an_idempotency_key_longer_than_32_characters_is_refused() {
    let stand_in = stand_in().await;
    stand_in.session(confirmed(SESSION));
    for (key, expected) in [(33, 400), (0, 400), (32, 200)] {
        let mut request = signed(&complete(SESSION));
        set(&mut request, "x-amz-pay-idempotency-key", &"k".repeat(key));
        sign_again(&mut request, 32);
        let answered = ask(&client(&stand_in), request).await;
        assert_eq!(answered.status, StatusCode::from_u16(expected).expect("a status"), "{key}: {answered:?}");
    }
}

#[tokio::test]
async fn no_other_requests_are_known() {
    let stand_in = stand_in().await;
    let client = client(&stand_in);
    let permission = ApiRequest::get_charge_permission(&charge_permission_id!("B01-0000000-0000000"));
    assert_eq!(ask(&client, signed(&permission)).await.reason(), (404, "ResourceNotFound"));
    let cancel = ApiRequest::new(Method::DELETE, "checkoutSessions").expect("a path");
    let cancel = cancel.segment(SESSION).expect("a segment");
    assert_eq!(ask(&client, signed(&cancel)).await.reason(), (405, "UnsupportedOperation"));
}

#[tokio::test]
async fn signed_headers_are_listed_in_lower_case_and_sorted() {
    let stand_in = stand_in().await;
    stand_in.session(confirmed(SESSION));
    for (from, to) in [
        ("accept;content-type;", "content-type;accept;"),
        ("accept;", "Accept;"),
        ("accept;", "accept;accept;"),
    ] {
        let mut request = signed(&get(SESSION));
        edit_authorization(&mut request, from, to);
        let answered = ask(&client(&stand_in), request).await;
        assert_eq!(answered.reason(), (403, "InvalidAuthentication"), "{to}");
    }
    assert_eq!(ask(&client(&stand_in), signed(&get(SESSION))).await.status, 200);
}

/// Each repetition would make the string to sign longer, by as much as the header has.
#[tokio::test]
async fn a_signature_over_a_header_twice_is_not_verified() {
    let stand_in = stand_in().await;
    stand_in.session(confirmed(SESSION));
    for accept in ["accept", "accept;accept"] {
        let mut request = signed(&get(SESSION));
        let date = request.headers()["x-amz-pay-date"].to_str().expect("a text").to_owned();
        let accept_values = accept.split(';').map(|name| format!("{name}:application/json\n"));
        let canonical = format!(
            "GET\n/v2/checkoutSessions/{SESSION}\n\n{}content-type:application/json\nx-amz-pay-date:{date}\n\
             x-amz-pay-host:{HOST}\nx-amz-pay-region:na\n\n\
             {accept};content-type;x-amz-pay-date;x-amz-pay-host;x-amz-pay-region\n\
             e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            accept_values.collect::<String>(),
        );
        sign_by_hand(&mut request, &canonical);
        ask(&client(&stand_in), request).await;
    }
    let good: Vec<_> = stand_in.records().iter().map(|record| record.signature_is_good).collect();
    assert_eq!(good, [true, false]);
}
