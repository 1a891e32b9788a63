//! Signed requests, held against those of Amazon's SDKs.

use amazonpay_update::session::{
    ApiRequest, IdempotencyKey, InvalidRequest, RequestSigner, string_to_sign_of, testing,
};
use amazonpay_update::{
    Account, Algorithm, ChargePermissionId, Environment, PublicKeyId, RegionName, SignError, SigningKey, Uk,
    VerifyError, VerifyingKey, charge_permission_id, checkout_session_id, merchant_id, public_key_id,
    string_to_sign,
};
use base64::prelude::{BASE64_STANDARD, Engine};
use http::{HeaderMap, Method, Request};
use proptest::prelude::*;
use serde_json::Value;
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

fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors/sdk-requests.json")).expect("JSON")
}

/// The entries of a group that do not hold for one SDK alone, and how many there are.
fn group(vectors: &Value, name: &str, expected: usize) -> Vec<Value> {
    let entries = vectors["groups"][name].as_array().expect("a list");
    let entries: Vec<_> = entries.iter().filter(|entry| entry["peculiar"] != true).cloned().collect();
    assert_eq!(entries.len(), expected, "{name}");
    entries
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} of {value}"))
}

/// The names and values of an object; a value is a text or a list of them.
fn pairs(object: &Value) -> Vec<(&str, &str)> {
    let mut pairs = Vec::new();
    for (name, value) in object.as_object().expect("an object") {
        match value {
            Value::Array(values) => {
                pairs.extend(values.iter().map(|value| (name.as_str(), value.as_str().expect("a text"))));
            }
            value => pairs.push((name.as_str(), value.as_str().expect("a text"))),
        }
    }
    pairs
}

/// The path of an address, as the vectors give it: not encoded.
fn path_of(address: &str) -> &str {
    let behind_scheme = address.split_once("://").map(|(_, rest)| rest);
    let path = behind_scheme.map_or(address, |rest| &rest[rest.find('/').unwrap_or(rest.len())..]);
    path.split('?').next().unwrap_or_default()
}

#[test]
fn canonical_requests_and_strings_to_sign() {
    // Java takes the `//foo` of `//foo//` for a host; as a path it is `/foo/`, which `urlEncode` has.
    for case in group(&vectors(), "canonicalRequest", 28) {
        let query = testing::query(&pairs(&case["query"]));
        let mark = if query.is_empty() { "" } else { "?" };
        let target = testing::path(path_of(text(&case, "uri"))) + mark + &query;
        let method: Method = text(&case, "method").parse().expect("a method");
        let headers = pairs(&case["headers"]);
        // Of one, only the hash of the body is known: the last line.
        let body = case["body"].as_str().unwrap_or_default();
        let mut canonical = testing::canonical_request(&method, &target, &headers, body);
        if let Some(hash) = case["bodySha256"].as_str() {
            canonical.truncate(canonical.len() - hash.len());
            canonical += hash;
        }
        assert_eq!(canonical, text(&case, "canonicalRequest"), "{}", case["id"]);
        let algorithm = text(&case, "algorithm").parse().expect("an algorithm");
        if let Some(expected) = case["stringToSign"].as_str() {
            assert_eq!(string_to_sign(algorithm, &canonical), expected, "{}", case["id"]);
        }
    }
}

#[test]
fn the_header_authorization() {
    for case in group(&vectors(), "authorizationHeader", 1) {
        let signed: Vec<_> =
            case["signedHeaders"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        let algorithm: Algorithm = text(&case, "algorithm").parse().expect("an algorithm");
        let header =
            testing::authorization(algorithm, text(&case, "publicKeyId"), &signed, text(&case, "signature"));
        assert_eq!(header, text(&case, "expected"));
    }
}

#[test]
fn queries() {
    // Left out: PHP flattens lists to `name.1` and drops empty values; the community's Ruby library does
    // not sort at this step. Java and .NET repeat the name and sort, and so does this crate.
    for case in group(&vectors(), "queryString", 1) {
        assert_eq!(testing::query(&pairs(&case["query"])), text(&case, "expected"));
    }
}

#[test]
fn paths() {
    let vectors = vectors();
    for case in [group(&vectors, "urlEncode", 5), group(&vectors, "canonicalPath", 4)].concat() {
        let path = testing::path(path_of(text(&case, "input")));
        assert_eq!(path, text(&case, "expected"), "{}", case["id"]);
    }
}

#[test]
fn addresses() {
    // Left out: .NET ends its paths with a slash, the other SDKs do not.
    for case in group(&vectors(), "serviceUrl", 15) {
        let region = text(&case, "region").parse().expect("a region");
        let id = text(&case, "publicKeyId");
        // Where the SDK was given none, the key's prefix says it, or else it takes Live.
        let environment = match case["environment"].as_str() {
            Some(environment) => environment.parse().expect("an environment"),
            None if id.starts_with("SANDBOX") => Environment::Sandbox,
            None => Environment::Live,
        };
        let action = case["action"].as_str().map_or("", |action| action.strip_prefix("v2/").expect("v2"));
        let request = ApiRequest::new(Method::GET, action).expect("a path");
        let request = signer(region, id, environment).sign(&request).expect("signed");
        let mut uri = request.uri().to_string();
        if case["action"].is_null() {
            uri = uri.strip_suffix("v2/").expect("the version").to_owned();
        }
        assert_eq!(uri, text(&case, "expected"), "{}", case["id"]);
    }
}

/// A request an SDK has sent.
fn observed(case: &Value) -> Request<String> {
    let mut request = Request::builder().method(text(case, "method")).uri(text(case, "url"));
    for (name, value) in pairs(&case["headers"]) {
        request = request.header(name, value);
    }
    request.body(text(case, "body").to_owned()).expect("a request")
}

/// The canonical request of a signed one, over the headers it names.
fn canonical(request: &Request<String>) -> String {
    let authorization = header(request.headers(), "authorization");
    let names = authorization.split("SignedHeaders=").nth(1).unwrap().split(", ").next().unwrap();
    let headers: Vec<_> = names.split(';').map(|name| (name, header(request.headers(), name))).collect();
    let target = request.uri().path_and_query().expect("a target").as_str();
    testing::canonical_request(request.method(), target, &headers, request.body())
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).unwrap_or_else(|| panic!("{name}")).to_str().expect("a text")
}

#[test]
fn what_the_sdks_signed_is_what_this_crate_computes() {
    let vectors = vectors();
    let key = VerifyingKey::from_pem(text(&vectors, "observedKey")).expect("a key");
    for case in group(&vectors, "observedRequest", 43) {
        let id = &case["id"];
        let request = observed(&case);
        let string = string_to_sign_of(&request).expect("signed");
        if let Some(expected) = case["stringToSign"].as_str() {
            assert_eq!(string, expected, "{id}");
            assert_eq!(canonical(&request), text(&case, "canonicalRequest"), "{id}");
        }
        let authorization = header(request.headers(), "authorization");
        let (algorithm, parts) = authorization.split_once(' ').unwrap();
        let (_, signature) = parts.split_once("Signature=").unwrap();
        let algorithm: Algorithm = algorithm.parse().unwrap();
        assert_eq!(key.verify(algorithm, &canonical(&request), signature), Ok(()), "{id}");
    }
}

#[test]
fn the_same_call_is_the_same_request() {
    for case in group(&vectors(), "observedRequest", 43) {
        let id = &case["id"];
        let theirs = observed(&case);
        let headers = theirs.headers();
        let key_id = header(headers, "authorization");
        let key_id = key_id.split("PublicKeyId=").nth(1).unwrap().split(',').next().unwrap();
        let path = theirs.uri().path();
        let live = key_id.starts_with("LIVE-") || path.starts_with("/live/");
        let environment = if live { Environment::Live } else { Environment::Sandbox };
        let same_host = |region: &&RegionName| theirs.uri().host() == Some(region.api_host());
        let region = *RegionName::ALL.iter().find(same_host).expect("a region");
        let algorithm = header(headers, "authorization").split(' ').next().unwrap();
        let signer = signer(region, key_id, environment).with_algorithm(algorithm.parse().unwrap());

        let mut request =
            ApiRequest::new(theirs.method().clone(), path.split_once("/v2/").unwrap().1).unwrap();
        for (name, value) in theirs.uri().query().into_iter().flat_map(|query| query.split('&')).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap();
            (name.to_owned(), value.replace("%2C", ","))
        }) {
            request = request.query(name, value);
        }
        request = request.body(theirs.body());
        if let Some(key) = headers.get("x-amz-pay-idempotency-key") {
            request = request.with_idempotency_key(key.to_str().unwrap().parse().unwrap());
        }
        let ours = signer.sign_at(&request, time()).unwrap();

        assert_eq!(ours.method(), theirs.method(), "{id}");
        // Ruby keeps the environment in the path beside a key that names it; the others do not.
        let uri = theirs.uri().to_string();
        let uri =
            if key_id.contains('-') { uri.replace("/sandbox/", "/").replace("/live/", "/") } else { uri };
        assert_eq!(ours.uri().to_string(), uri, "{id}");
        assert_eq!(ours.body(), theirs.body(), "{id}");
        for name in ["accept", "content-type", "x-amz-pay-host"] {
            assert_eq!(header(ours.headers(), name), header(headers, name), "{id}");
        }
        // Java writes the region in capitals.
        let region = header(headers, "x-amz-pay-region").to_lowercase();
        assert_eq!(header(ours.headers(), "x-amz-pay-region"), region, "{id}");
        // Here it is always sent on POST; some calls of the SDKs were made without.
        let has_key = ours.headers().contains_key("x-amz-pay-idempotency-key");
        assert_eq!(has_key, *theirs.method() == Method::POST, "{id}");
        assert_eq!(ours.headers().get("x-amz-pay-date").unwrap(), "20261121T202058Z");
        // Who asks is said, and not signed.
        assert!(header(ours.headers(), "user-agent").starts_with("amazonpay-update/"), "{id}");
        assert!(!canonical(&ours).contains("user-agent"), "{id}");
        let verified = signer.verifying_key().verify(
            algorithm.parse().unwrap(),
            &canonical(&ours),
            header(ours.headers(), "authorization").split("Signature=").nth(1).unwrap(),
        );
        assert_eq!(verified, Ok(()), "{id}");
    }
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
    let second = signer.sign_at(&request.clone(), time() + Duration::from_secs(2)).unwrap();
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
    let long = request.clone().query("a", "b".repeat(70_000));
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

proptest! {
    #[test]
    fn an_id_is_one_segment_whatever_it_holds(id in ".{1,40}") {
        prop_assume!(id != "." && id != "..");
        let request = ApiRequest::new(Method::GET, "charges").unwrap().segment(&id).unwrap();
        let segment = request.path().strip_prefix("/v2/charges/").unwrap();
        prop_assert!(segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)));
        let decoded = percent_encoding::percent_decode_str(segment).decode_utf8().unwrap();
        prop_assert_eq!(decoded, id);
    }

    #[test]
    fn a_path_has_no_empty_segment_and_says_what_it_said(path in "[a-c/ é%]{0,20}") {
        let encoded = testing::path(&path);
        prop_assert!(encoded.starts_with('/') && !encoded.contains("//"));
        let said = |text: &str| text.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let decoded = percent_encoding::percent_decode_str(&encoded).decode_utf8().unwrap();
        prop_assert_eq!(said(&decoded), said(&path));
    }

    #[test]
    fn a_query_is_sorted_and_says_what_it_said(mut parameters in prop::collection::vec((".{0,8}", ".{0,8}"), 0..6)) {
        let pairs: Vec<_> = parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let query = testing::query(&pairs);
        let encoded: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap()).collect();
        prop_assert!(encoded.is_sorted());
        let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let mut decoded: Vec<_> = encoded.iter().map(|(name, value)| (decode(name), decode(value))).collect();
        decoded.sort();
        parameters.sort();
        prop_assert_eq!(decoded, parameters);
    }

    #[test]
    fn any_key_is_kept_or_refused(text in ".{0,40}") {
        if let Ok(key) = text.parse::<IdempotencyKey>() {
            prop_assert_eq!(key.as_str(), text);
        }
    }
}
