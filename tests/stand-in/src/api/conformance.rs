//! Tests that the stand-in reads the official SDKs' test data, and the requests that they were seen to sign and send,
//! as the SDKs do.
//!
//! The data are vectors of the library's tests, to which `vectors/` links. These tests are a part of the crate because they
//! look at what is not public. Two groups of the data are left out: `response` is about reading answers and `payloadJson`
//! about writing bodies, and the stand-in does neither.

use super::authorization::{Algorithm, Authorization};
use super::canonical::{WhiteSpace, canonical_request, path, query};
use super::received::Received;
use super::verify::{strings_to_sign, verify};
use crate::region::{Environment, Region};
use crate::setup::{Keys, Setup, public_key};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use jiff::Timestamp;
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::Path;

fn vectors(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).expect("JSON")
}

fn requests() -> Value {
    vectors("sdk-requests.json")
}

fn buttons() -> Value {
    vectors("sdk-buttons.json")
}

/// The entries of a group without those named in `left_out`. Each of these must be there, and `expected` entries must
/// remain.
fn group(vectors: &Value, name: &str, left_out: &[&str], expected: usize) -> Vec<Value> {
    let entries = vectors["groups"][name].as_array().expect("a list").clone();
    let all = entries.len();
    let rest: Vec<_> = entries.into_iter().filter(|entry| !left_out.contains(&text(entry, "id"))).collect();
    assert_eq!((rest.len(), all), (expected, expected + left_out.len()), "{name}");
    rest
}

fn text<'a>(entry: &'a Value, name: &str) -> &'a str {
    entry[name].as_str().unwrap_or_else(|| panic!("{name} of {entry}"))
}

/// The part of an address that a client sends: path and query, at least a slash.
fn target(address: &str) -> &str {
    let Some((_, rest)) = address.split_once("://") else {
        return if address.is_empty() { "/" } else { address };
    };
    rest.find('/').map_or("/", |at| &rest[at..])
}

/// Names and values with every byte encoded, so that the stand-in has to decode the needless encodings.
fn encoded_query(query: &Value) -> String {
    let encoded = |text: &str| {
        text.bytes().fold(String::new(), |mut all, byte| {
            let _ = write!(all, "%{byte:02x}");
            all
        })
    };
    let mut pairs = Vec::new();
    for (name, values) in query.as_object().expect("an object") {
        for value in values.as_array().expect("a list") {
            pairs.push(format!("{}={}", encoded(name), encoded(value.as_str().expect("a text"))));
        }
    }
    pairs.join("&")
}

fn received(entry: &Value, target: &str) -> Received {
    let mut headers = HeaderMap::new();
    for (name, value) in entry["headers"].as_object().expect("an object") {
        let name: HeaderName = name.parse().expect("a name");
        headers.insert(name, HeaderValue::from_str(value.as_str().expect("a text")).expect("a value"));
    }
    Received {
        method: text(entry, "method").parse().expect("a method"),
        uri: Uri::try_from(target).unwrap_or_else(|error| panic!("{target}: {error}")),
        headers,
        body: entry["body"].as_str().unwrap_or_default().into(),
    }
}

#[test]
fn canonical_requests() {
    // Java takes the `//foo` of `//foo//` for a host; as a path it is `/foo/`, which `urlEncode` has.
    for entry in group(&requests(), "canonicalRequest", &["java-v1-get-slashes"], 28) {
        let query = encoded_query(&entry["query"]);
        let mark = if query.is_empty() { "" } else { "?" };
        let received = received(&entry, &[target(text(&entry, "uri")), mark, &query].concat());
        let mut signed: Vec<String> = received.headers.keys().map(ToString::to_string).collect();
        signed.reverse();
        for white_space in WhiteSpace::ALL {
            let mut canonical = canonical_request(&received, &signed, white_space);
            // For one entry, only the hash of the body is known, which is the last line.
            if let Some(hash) = entry["bodySha256"].as_str() {
                canonical.truncate(canonical.len() - hash.len());
                canonical += hash;
            }
            assert_eq!(canonical, text(&entry, "canonicalRequest"), "{}", entry["id"]);
            let algorithm = Algorithm::named(text(&entry, "algorithm")).expect("an algorithm");
            if let Some(expected) = entry["stringToSign"].as_str() {
                assert_eq!(algorithm.string_to_sign(&canonical), expected, "{}", entry["id"]);
            }
        }
    }
}

#[test]
fn the_header_authorization() {
    for entry in group(&requests(), "authorizationHeader", &[], 1) {
        let read = Authorization::parse(text(&entry, "expected")).expect("it is understood");
        assert_eq!(read.algorithm.name(), text(&entry, "algorithm"));
        assert_eq!(read.public_key_id, text(&entry, "publicKeyId"));
        assert_eq!(Value::from(read.signed_headers), entry["signedHeaders"]);
        assert_eq!(read.signature, text(&entry, "signature"));
    }
}

#[test]
fn queries_and_paths() {
    // PHP has lists of its own and leaves out what is empty; the community's is not sorted yet at that step.
    let left_out = ["php-createCanonicalQuery", "community-parameters"];
    for entry in group(&requests(), "queryString", &left_out, 1) {
        assert_eq!(query(&encoded_query(&entry["query"])), text(&entry, "expected"), "{}", entry["id"]);
    }
    for entry in group(&requests(), "urlEncode", &[], 5) {
        assert_eq!(path(text(&entry, "input")), text(&entry, "expected"), "{}", entry["id"]);
    }
    for entry in group(&requests(), "canonicalPath", &[], 4) {
        let target = target(text(&entry, "input"));
        let without_query = target.split('?').next().unwrap_or_default();
        assert_eq!(path(without_query), text(&entry, "expected"), "{}", entry["id"]);
    }
}

fn region(name: &str) -> Region {
    Region::ALL.iter().copied().find(|region| region.facts().name == name).expect("a region")
}

#[test]
fn hosts_and_what_paths_begin_with() {
    for entry in group(&requests(), "serviceUrl", &[], 23) {
        // Without one, Java takes Live.
        let environment = match entry["environment"].as_str() {
            Some("sandbox") => Environment::Sandbox,
            _ => Environment::Live,
        };
        let setup = Setup::new(region(text(&entry, "region")), "", "").environment(environment);
        let (host, prefix) = (setup.region.api_host(), setup.path_prefix(text(&entry, "publicKeyId")));
        let action = entry["action"].as_str().unwrap_or_default();
        let prefix = prefix.strip_suffix("v2").expect("a version");
        // A slash at the end, as .NET has it, is let through.
        let expected = text(&entry, "expected").strip_suffix('/').unwrap_or(text(&entry, "expected"));
        let ours = format!("https://{host}{prefix}{action}");
        assert_eq!(ours.strip_suffix('/').unwrap_or(&ours), expected, "{}", entry["id"]);
    }
}

fn observed_key(vectors: &Value) -> rsa::PublicKey {
    public_key(text(vectors, "observedKey")).expect("a key")
}

#[test]
fn requests_that_sdks_send_are_let_through() {
    // Amazon's documents want a key with every POST. Only Amazon's samples of Complete Checkout Session have none.
    const WITHOUT_IDEMPOTENCY_KEY: [&str; 1] = ["node-merchantAccountClaim"];
    // The path of a key that names its environment has none. The Ruby SDK writes it all the same.
    const PATH_OF_ANOTHER_KEY: [&str; 2] = [
        "ruby-https://pay-api.amazon.com/sandbox/v2/checkoutSessions/abc/complete",
        "ruby-https://pay-api.amazon.jp/live/v2/checkoutSessions/abc/complete",
    ];
    let vectors = requests();
    let key = observed_key(&vectors);
    let (mut canonical, mut refused) = (0, 0);
    for entry in group(&vectors, "observedRequest", &[], 43) {
        let id = text(&entry, "id");
        let url = text(&entry, "url");
        let received = received(&entry, target(url));
        let authorization = text(&entry["headers"], "authorization");
        let authorization = Authorization::parse(authorization).expect("it is understood");
        if let Some(expected) = entry["canonicalRequest"].as_str() {
            canonical += 1;
            let ours = canonical_request(&received, &authorization.signed_headers, WhiteSpace::Collapsed);
            assert_eq!(ours, expected, "{id}");
            let strings = strings_to_sign(&received, &authorization);
            assert_eq!(strings, [text(&entry, "stringToSign")], "{id}");
        }

        let host = Uri::try_from(url).expect("an address").host().expect("a host").to_owned();
        let region = Region::ALL.iter().copied().find(|region| region.api_host() == host).expect("a region");
        let environment = if url.contains("/live/") { Environment::Live } else { Environment::Sandbox };
        let setup = Setup::new(region, "", "").environment(environment);
        let keys = Keys::from([(authorization.public_key_id.clone(), key.clone())]);
        let date = received.header("x-amz-pay-date").expect("a date");
        let verdict = verify(&received, &setup, &keys, time(date));
        assert!(verdict.signature_is_good, "{id}");
        let refusal = verdict.refusal.map(|answer| answer.body);
        let expected = match id {
            id if WITHOUT_IDEMPOTENCY_KEY.contains(&id) => "MissingHeader",
            id if PATH_OF_ANOTHER_KEY.contains(&id) => "ResourceNotFound",
            _ => {
                assert_eq!(refusal, None, "{id}");
                continue;
            }
        };
        refused += 1;
        assert!(refusal.is_some_and(|body| body.contains(expected)), "{id}");
    }
    assert_eq!(canonical, 28);
    assert_eq!(refused, WITHOUT_IDEMPOTENCY_KEY.len() + PATH_OF_ANOTHER_KEY.len());
}

/// Of either form that SDKs write.
fn time(date: &str) -> Timestamp {
    let digits: String = date.chars().filter(char::is_ascii_digit).collect();
    let (day, time) = digits.split_at(8);
    format!("{day}T{time}Z").parse().expect("a time")
}

#[test]
fn buttons_that_sdks_sign() {
    let vectors = buttons();
    let key = observed_key(&requests());
    // The first is about writing a payload, and the second has no signature to verify.
    let left_out = ["button-from-object", "dotnet-pss-20-over-raw-message"];
    for entry in group(&vectors, "button", &left_out, 2) {
        let algorithm = Algorithm::named(text(&entry, "algorithm")).expect("an algorithm");
        assert_eq!(algorithm.string_to_sign(text(&entry, "payload")), text(&entry, "stringToSign"));
        assert_eq!(algorithm.salt_len() as u64, entry["saltLength"]);
    }
    let accepts = |entry: &Value, payload: &str| {
        let algorithm = Algorithm::named(text(entry, "algorithm")).expect("an algorithm");
        algorithm.verifies(text(entry, "signature"), &algorithm.string_to_sign(payload), &key)
    };
    for entry in group(&vectors, "observedButton", &[], 3) {
        assert!(accepts(&entry, text(&entry, "payload")), "{}", entry["id"]);
    }
    // PHP signs another text than the one it was given.
    for entry in group(&vectors, "phpButtonDefect", &[], 4) {
        assert!(!accepts(&entry, text(&entry, "payload")), "{}", entry["id"]);
        assert!(accepts(&entry, text(&entry, "signedInstead")), "{}", entry["id"]);
    }
}
