//! Signed requests.

mod previous;
mod property;
mod sdks;

use amazonpay_update::__private::testing::session;
use amazonpay_update::region::RegionName;
use amazonpay_update::session::{
    ApiRequest, IdempotencyKey, InvalidRequest, RequestSigner, string_to_sign_of,
};
use amazonpay_update::signing::{SignError, VerifyError};
use amazonpay_update::{
    Account, ChargePermissionId, Environment, PublicKeyId, SigningKey, Uk, charge_permission_id,
    checkout_session_id, merchant_id, public_key_id,
};
use base64::prelude::{BASE64_STANDARD, Engine};
use http::{HeaderMap, Method, Request};
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

/// 2026-11-21T20:20:58Z.
const SECONDS: u64 = 1_795_292_458;

fn time() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(SECONDS)
}

fn key() -> SigningKey {
    static PEM: OnceLock<String> = OnceLock::new();
    let pem = PEM.get_or_init(|| {
        let made = Command::new("openssl").args(["genrsa", "2048"]).output().expect("the command openssl");
        assert!(made.status.success());
        String::from_utf8(made.stdout).expect("PEM")
    });
    SigningKey::from_pem(pem).expect("a key")
}

fn signer(region: RegionName, public_key_id: &str, environment: Environment) -> RequestSigner {
    let public_key_id: PublicKeyId = public_key_id.parse().expect("an id");
    RequestSigner::new(region, public_key_id, environment, key()).expect("no contradiction")
}

/// The canonical request of a signed one, over the headers it names.
fn canonical(request: &Request<String>) -> String {
    let authorization = header(request.headers(), "authorization");
    let names = authorization.split("SignedHeaders=").nth(1).unwrap().split(", ").next().unwrap();
    let headers: Vec<_> = names.split(';').map(|name| (name, header(request.headers(), name))).collect();
    let target = request.uri().path_and_query().expect("a target").as_str();
    session::canonical_request(request.method(), target, &headers, request.body())
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).unwrap_or_else(|| panic!("{name}")).to_str().expect("a text")
}

#[test]
fn the_requests_of_the_return_leg() {
    let account = Account::<Uk>::new(
        merchant_id!("A3LVSV45M75151"),
        public_key_id!("AEXAMPLEKEYID"),
        key(),
        Environment::Sandbox,
    )
    .unwrap();
    let signer = account.request_signer();
    let session = checkout_session_id!("acf951ea-32ee-4dea-916b-2caa9b218e4a");
    let permission = charge_permission_id!("B02-0000000-0000000");
    let sent = |request: &ApiRequest| {
        let request = signer.sign_at(request, time()).unwrap();
        let key = request.headers().get("x-amz-pay-idempotency-key").map(http::HeaderValue::len);
        (request.method().to_string(), request.uri().to_string(), request.into_body(), key)
    };
    let host = "https://pay-api.amazon.eu/sandbox/v2/";
    let complete = format!("{host}checkoutSessions/{session}/complete");
    assert_eq!(
        sent(&ApiRequest::complete_checkout_session(&session)),
        ("POST".to_owned(), complete, "{}".to_owned(), Some(32))
    );
    let get = format!("{host}checkoutSessions/{session}");
    assert_eq!(
        sent(&ApiRequest::get_checkout_session(&session)),
        ("GET".to_owned(), get, String::new(), None)
    );
    let get = format!("{host}chargePermissions/{permission}");
    assert_eq!(
        sent(&ApiRequest::get_charge_permission(&permission)),
        ("GET".to_owned(), get, String::new(), None)
    );
}

#[test]
fn a_request_that_is_signed_again_keeps_its_key_and_gets_a_new_date_and_signature() {
    let signer = signer(RegionName::Us, "SANDBOX-A", Environment::Sandbox);
    let request =
        ApiRequest::complete_checkout_session(&checkout_session_id!("acf951ea-32ee-4dea-916b-2caa9b218e4a"));
    let first = signer.sign_at(&request, time()).unwrap();
    let second = signer.sign_at(&request, time() + Duration::from_secs(2)).unwrap();
    let same = |name| first.headers()[name] == second.headers()[name];
    assert!(same("x-amz-pay-idempotency-key"));
    assert!(!same("x-amz-pay-date") && !same("authorization"));
    assert_ne!(IdempotencyKey::random(), IdempotencyKey::random());
}

#[test]
fn a_key_that_lives_elsewhere_signs_too() {
    let here = signer(RegionName::Jp, "LIVE-A", Environment::Live);
    let elsewhere = RequestSigner::new(
        RegionName::Jp,
        public_key_id!("LIVE-A"),
        Environment::Live,
        here.verifying_key().clone(),
    )
    .unwrap();
    let request =
        ApiRequest::get_charge_permission(&"B03-0000000-0000000".parse::<ChargePermissionId>().unwrap());
    let signed = here.sign_at(&request, time()).unwrap();
    let signature = header(signed.headers(), "authorization").split("Signature=").nth(1).unwrap().to_owned();
    let to_sign = elsewhere.to_sign_at(&request, time()).unwrap();
    assert_eq!(Some(to_sign.string_to_sign()), string_to_sign_of(&signed).as_deref());
    assert_eq!(to_sign.canonical_request(), canonical(&signed));
    let completed = elsewhere.complete(to_sign, &signature).unwrap();
    assert_eq!(completed.headers(), signed.headers());
    assert_eq!(completed.uri(), signed.uri());

    let later = || elsewhere.to_sign_at(&request, time() + Duration::from_secs(1)).unwrap();
    assert_eq!(elsewhere.complete(later(), &signature).unwrap_err(), VerifyError::Mismatch);

    let bytes = BASE64_STANDARD.decode(&signature).unwrap();
    let to_sign = elsewhere.to_sign_at(&request, time()).unwrap();
    let completed = elsewhere.complete_bytes(to_sign, &bytes).unwrap();
    assert_eq!(completed.headers(), signed.headers());
    assert_eq!(elsewhere.complete_bytes(later(), &bytes).unwrap_err(), VerifyError::Mismatch);
}

#[test]
fn what_would_be_sent_otherwise_than_signed_is_refused() {
    let get = |path: &str| ApiRequest::new(Method::GET, path).map(|request| request.path().to_owned());
    for wrong in ["reports?a=b", "reports#a", "a/../b", "./a", "..", "a\\b"] {
        assert_eq!(get(wrong), Err(InvalidRequest::Path), "{wrong}");
    }
    for wrong in ["v2/charges", "/v2/charges", "//v2", "live/v2/a", "/sandbox/v2/a", "https://a.com/v2/a"] {
        assert_eq!(get(wrong), Err(InvalidRequest::Version), "{wrong}");
    }
    assert_eq!(get("//in-store//merchantScan").as_deref(), Ok("/v2/in-store/merchantScan"));
    assert_eq!(get("a b/%2F").as_deref(), Ok("/v2/a%20b/%252F"));

    let request = || ApiRequest::new(Method::GET, "charges").unwrap();
    for wrong in ["", ".", ".."] {
        assert_eq!(request().segment(wrong).map(drop), Err(InvalidRequest::Segment), "{wrong}");
    }
    assert_eq!(request().segment("a/b?c#d..").unwrap().path(), "/v2/charges/a%2Fb%3Fc%23d..");

    let with = |name: &str, value: &str| request().header(name, value).map(drop);
    assert_eq!(with("x-amz-pay-authtoken", "a b"), Ok(()));
    assert_eq!(with("no blank", "a"), Err(InvalidRequest::HeaderName));
    for name in ["Authorization", "host", "X-Amz-Pay-Date", "content-length", "user-agent", "accept"] {
        let reserved = InvalidRequest::ReservedHeader { name: name.parse().unwrap() };
        assert_eq!(with(name, "a"), Err(reserved), "{name}");
    }
    for value in ["", " a", "a ", "a  b", "a\tb", "a\nb", "ä"] {
        let refused = InvalidRequest::HeaderValue { name: "x-a".parse().unwrap() };
        assert_eq!(with("x-a", value), Err(refused), "{value:?}");
    }
}

#[test]
fn headers_of_the_caller_are_signed() {
    let request = ApiRequest::new(Method::GET, "reports").unwrap();
    let request = request.header("X-Amz-Pay-AuthToken", "one").unwrap();
    let request = request.header("x-amz-pay-authtoken", "two").unwrap();
    let signed = signer(RegionName::Us, "A", Environment::Live).sign(&request).unwrap();
    let names = "accept;content-type;x-amz-pay-authtoken;x-amz-pay-date;x-amz-pay-host;x-amz-pay-region";
    assert!(header(signed.headers(), "authorization").contains(&format!("SignedHeaders={names},")));
    let to_sign = signer(RegionName::Us, "A", Environment::Live).to_sign(&request).unwrap();
    assert!(to_sign.canonical_request().contains("\nx-amz-pay-authtoken:one,two\n"));
}

#[test]
fn a_time_or_target_that_cannot_be_written_is_refused() {
    let signer = signer(RegionName::Us, "A", Environment::Live);
    let request = ApiRequest::new(Method::GET, "reports").unwrap();
    let at = |time| signer.sign_at(&request, time).map(drop);
    let second = Duration::from_secs(1);
    assert_eq!(at(SystemTime::UNIX_EPOCH), Ok(()));
    assert_eq!(at(SystemTime::UNIX_EPOCH - second), Err(SignError::Date));
    let end_of_9999 = SystemTime::UNIX_EPOCH + Duration::from_secs(253_402_300_800);
    assert_eq!(at(end_of_9999 + second), Err(SignError::Date));
    let long = request.query("a", "b".repeat(70_000));
    assert_eq!(signer.sign(&long).map(drop), Err(SignError::TargetTooLong));
}

#[test]
fn what_is_not_signed_has_no_string_to_sign() {
    for authorization in [
        "",
        "Bearer abc",
        "AMZN-PAY-RSASSA-PSS",
        "RS256 SignedHeaders=a, Signature=b",
        "AMZN-PAY-RSASSA-PSS SignedHeaders=a b",
    ] {
        let request = Request::builder().header("authorization", authorization).body("").unwrap();
        assert_eq!(string_to_sign_of(&request), None, "{authorization}");
    }
    assert_eq!(string_to_sign_of(&Request::new("")), None);
}

#[test]
fn idempotency_keys_have_a_form() {
    for right in ["a", "A-Z_09", &"a".repeat(32)] {
        assert_eq!(right.parse::<IdempotencyKey>().unwrap().as_str(), right);
    }
    for wrong in ["", "a b", "ä", &"a".repeat(33), "01234567-0123-4123-8123-0123456789ab"] {
        assert!(wrong.parse::<IdempotencyKey>().is_err(), "{wrong}");
    }
}

#[test]
fn nothing_secret_is_shown() {
    let signer = signer(RegionName::Us, "SANDBOX-A", Environment::Sandbox);
    let request = ApiRequest::new(Method::POST, "charges").unwrap().body("secret").query("a", "secret");
    let request = request.header("x-amz-pay-authtoken", "secret").unwrap();
    let sent = signer.sign(&request).unwrap();
    let signature = header(sent.headers(), "authorization").split("Signature=").nth(1).unwrap().to_owned();
    let headers = format!("{:?}", sent.headers());
    assert!(!headers.contains(&signature) && !headers.contains("secret"), "{headers}");
    for shown in [format!("{request:?}"), format!("{signer:?}"), format!("{:?}", signer.to_sign(&request))] {
        assert!(!shown.contains("secret") && !shown.contains("PRIVATE"), "{shown}");
    }
}

#[test]
fn a_request_that_is_changed_has_another_idempotency_key() {
    type Change = fn(ApiRequest) -> ApiRequest;
    let post = || ApiRequest::new(Method::POST, "charges").unwrap().body("{}");
    let key = |request: &ApiRequest| request.idempotency_key().expect("it is a POST").clone();
    let changes: [Change; 4] = [
        |request| request.body(r#"{"chargeAmount":{"amount":"2"}}"#),
        |request| request.segment("S01-5105180-3221187-C056351").unwrap(),
        |request| request.query("a", "b"),
        |request| request.header("x-amz-pay-authtoken", "token").unwrap(),
    ];
    for change in changes {
        let request = post();
        let sent_before = key(&request);
        let changed = change(request);
        assert_ne!(key(&changed), sent_before);
        // Signed again, it is the same request.
        let signer = signer(RegionName::Us, "SANDBOX-AEXAMPLEKEYID", Environment::Sandbox);
        let [first, second] = [signer.sign(&changed).unwrap(), signer.sign(&changed).unwrap()];
        let name = "x-amz-pay-idempotency-key";
        assert_eq!(header(first.headers(), name), header(second.headers(), name));
    }
    // One that was chosen stays, and a method without one gets none.
    let chosen: IdempotencyKey = "chosen".parse().unwrap();
    assert_eq!(key(&post().with_idempotency_key(chosen.clone()).body("{ }")), chosen);
    let get = ApiRequest::new(Method::GET, "reports").unwrap().query("a", "b");
    assert_eq!(get.idempotency_key(), None);
}
