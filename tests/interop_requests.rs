//! For the same call, the official Node SDK and this crate make the same request.

use amazonpay_update::region::RegionName;
use amazonpay_update::session::{ApiRequest, RequestSigner, string_to_sign_of};
use amazonpay_update::signing::{Algorithm, string_to_sign};
use amazonpay_update::{Environment, SigningKey};
use amazonpay_update_tests::node::ask;
use amazonpay_update_tests::openssl::TestKey;
use base64::prelude::{BASE64_STANDARD, Engine};
use http::Request;
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};

const SESSION: &str = "bd504926-f659-4ad7-a1a9-9a747aaf5275";
const PERMISSION: &str = "B01-0000000-0000000";

/// One call: our request, and the SDK's name and arguments.
struct Call {
    ours: ApiRequest,
    theirs: Value,
}

fn calls() -> Vec<Call> {
    let session = SESSION.parse().expect("an id");
    let complete = ApiRequest::complete_checkout_session(&session);
    let headers =
        json!({ "x-amz-pay-idempotency-key": complete.idempotency_key().expect("on POST").as_str() });
    let since = ("createdSince", "20221114T074550Z");
    let types = ("reportTypes", "_GET_A_,_GET_B_ é~");
    let reports = ApiRequest::new(http::Method::GET, "reports").expect("a path").query(types.0, types.1);
    vec![
        Call {
            ours: complete,
            theirs: json!({ "name": "completeCheckoutSession", "arguments": [SESSION, {}, headers] }),
        },
        Call {
            ours: ApiRequest::get_checkout_session(&session),
            theirs: json!({ "name": "getCheckoutSession", "arguments": [SESSION] }),
        },
        Call {
            ours: ApiRequest::get_charge_permission(&PERMISSION.parse().expect("an id")),
            theirs: json!({ "name": "getChargePermission", "arguments": [PERMISSION] }),
        },
        Call {
            ours: reports.query(since.0, since.1),
            theirs: json!({ "name": "getReports", "arguments": [{ since.0: since.1, types.0: types.1 }] }),
        },
    ]
}

#[test]
fn the_canonical_requests_differ_in_agent_and_form_of_the_date_alone() {
    let test_key = TestKey::new(2048);
    let key = SigningKey::from_pem_file(test_key.private()).expect("a key");
    let seconds = 1_795_292_458; // 2026-11-21T20:20:58Z
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    let mut ours = Vec::new();
    let mut questions = Vec::new();
    for region in RegionName::ALL {
        for (id, environment) in [
            ("SANDBOX-AEXAMPLEKEYID", Environment::Sandbox),
            ("LIVE-AEXAMPLEKEYID", Environment::Live),
            ("AEXAMPLEKEYID", Environment::Sandbox),
            ("AEXAMPLEKEYID", Environment::Live),
        ] {
            for algorithm in Algorithm::ALL {
                let public_key_id = id.parse().expect("an id");
                let signer = RequestSigner::new(*region, public_key_id, environment, key.clone())
                    .expect("no contradiction")
                    .with_algorithm(*algorithm);
                for call in calls() {
                    let signed = signer.sign_at(&call.ours, time).expect("signed");
                    let canonical =
                        signer.to_sign_at(&call.ours, time).expect("a date").canonical_request().to_owned();
                    questions.push(json!({
                        "region": region.as_str(),
                        "sandbox": !environment.is_live(),
                        "publicKeyId": id,
                        "algorithm": algorithm.as_str(),
                        "call": call.theirs,
                        "date": seconds * 1000,
                        "ours": {
                            "algorithm": algorithm.as_str(),
                            "stringToSign": string_to_sign_of(&signed).expect("signed"),
                            "signature": signature(&authorization(&signed)),
                        },
                    }));
                    ours.push((*algorithm, canonical, signed));
                }
            }
        }
    }
    let answers = ask("request.mjs", &[test_key.private(), test_key.public()], &questions);
    assert_eq!(answers.len(), 4 * 4 * 2 * 4);
    for ((algorithm, canonical, signed), theirs) in ours.iter().zip(&answers) {
        let theirs_canonical = theirs["canonicalRequest"].as_str().expect("a text");
        assert_eq!(without_agent(theirs_canonical), with_extended_date(canonical));
        assert_eq!(theirs["method"], signed.method().as_str());
        assert_eq!(theirs["url"], signed.uri().to_string());
        assert_eq!(theirs["body"], signed.body().as_str());

        assert_eq!(theirs["accepted"], true, "Node refuses the signature of {canonical}");
        let theirs_authorization = theirs["headers"]["authorization"].as_str().expect("a text");
        for (text, authorization) in
            [(canonical.as_str(), &*authorization(signed)), (theirs_canonical, theirs_authorization)]
        {
            let signature = BASE64_STANDARD.decode(signature(authorization)).expect("Base64");
            let string = string_to_sign(*algorithm, text);
            assert!(test_key.accepts(&string, algorithm.salt_len(), &signature), "{text}");
            let verified = key.verifying_key().verify(*algorithm, text, &BASE64_STANDARD.encode(signature));
            assert_eq!(verified, Ok(()), "{text}");
        }
    }
}

fn authorization(request: &Request<String>) -> String {
    request.headers()["authorization"].to_str().expect("a text").to_owned()
}

fn signature(authorization: &str) -> &str {
    authorization.split_once("Signature=").expect("a signature").1
}

/// Node's SDK signs its `user-agent` as well.
fn without_agent(canonical: &str) -> String {
    let lines: Vec<_> = canonical.split('\n').filter(|line| !line.starts_with("user-agent:")).collect();
    lines.join("\n").replace("user-agent;", "")
}

/// Node's SDK writes the date in ISO 8601's extended form.
fn with_extended_date(canonical: &str) -> String {
    let changed = canonical.replace("x-amz-pay-date:20261121T202058Z", "x-amz-pay-date:2026-11-21T20:20:58Z");
    assert_ne!(changed, canonical);
    changed
}
