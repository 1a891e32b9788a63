//! Signed requests, held against those of Amazon's SDKs.

use super::{canonical, header, signer, time};
use amazonpay_update::__private::testing::session;
use amazonpay_update::region::RegionName;
use amazonpay_update::session::{ApiRequest, string_to_sign_of};
use amazonpay_update::signing::{Algorithm, string_to_sign};
use amazonpay_update::{Environment, VerifyingKey};
use http::{Method, Request};
use serde_json::Value;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../vectors/sdk-requests.json")).expect("JSON")
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
        let query = session::query(&pairs(&case["query"]));
        let mark = if query.is_empty() { "" } else { "?" };
        let target = session::path(path_of(text(&case, "uri"))) + mark + &query;
        let method: Method = text(&case, "method").parse().expect("a method");
        let headers = pairs(&case["headers"]);
        // Of one, only the hash of the body is known: the last line.
        let body = case["body"].as_str().unwrap_or_default();
        let mut canonical = session::canonical_request(&method, &target, &headers, body);
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
            session::authorization(algorithm, text(&case, "publicKeyId"), &signed, text(&case, "signature"));
        assert_eq!(header, text(&case, "expected"));
    }
}

#[test]
fn queries() {
    // Left out: PHP flattens lists to `name.1` and drops empty values; the community's Ruby library does
    // not sort at this step. Java and .NET repeat the name and sort, and so does this crate.
    for case in group(&vectors(), "queryString", 1) {
        assert_eq!(session::query(&pairs(&case["query"])), text(&case, "expected"));
    }
}

#[test]
fn paths() {
    let vectors = vectors();
    for case in [group(&vectors, "urlEncode", 5), group(&vectors, "canonicalPath", 4)].concat() {
        let path = session::path(path_of(text(&case, "input")));
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
