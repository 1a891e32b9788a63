//! `request`.

use super::{KEY_ID, Keys, Ran, run};
use amazonpay_update::session::string_to_sign_of;
use amazonpay_update::signing::Algorithm;
use base64::prelude::{BASE64_STANDARD, Engine};
use http::Request;
use serde_json::Value;

const SESSION: &str = "acf951ea-32ee-4dea-916b-2caa9b218e4a";

fn request(operation: &str, id: &str, more: &[&str]) -> Ran {
    let key = Keys::get().path("private.pem");
    let arguments = ["request", operation, id, "--region", "eu", "--public-key-id", KEY_ID, "--key", &key];
    run(&[&arguments[..], more].concat(), "")
}

#[test]
fn request_prints_what_is_to_be_sent() {
    let ran = request("complete", SESSION, &["--sandbox", "--idempotency-key", "k1"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let printed: Value = serde_json::from_str(&ran.stdout).unwrap();
    let members: Vec<_> = printed.as_object().unwrap().keys().collect();
    assert_eq!(members, ["body", "headers", "method", "url"]);
    assert_eq!(printed["method"], "POST");
    assert_eq!(printed["url"], format!("https://pay-api.amazon.eu/v2/checkoutSessions/{SESSION}/complete"));
    assert_eq!(printed["body"], "{}");
    let headers = printed["headers"].as_object().unwrap();
    assert_eq!(headers["x-amz-pay-idempotency-key"], "k1");
    assert_eq!(headers["x-amz-pay-region"], "eu");
    assert_eq!(headers["accept"], "application/json");

    // Whoever sends what was printed sends what was signed.
    let mut sent = Request::builder().method("POST").uri(printed["url"].as_str().unwrap());
    for (name, value) in headers {
        sent = sent.header(name, value.as_str().unwrap());
    }
    let string = string_to_sign_of(&sent.body("{}").unwrap()).unwrap();
    let signature = headers["authorization"].as_str().unwrap().split("Signature=").nth(1).unwrap();
    let keys = Keys::get();
    keys.write("request.txt", string);
    keys.write("request.signature", BASE64_STANDARD.decode(signature).unwrap());
    keys.openssl(
        "dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 -verify public.pem -signature \
         request.signature -out verified.txt request.txt",
    );
}

#[test]
fn request_asks_for_a_session_or_a_permission() {
    for (operation, id, path) in [
        ("session", SESSION, format!("checkoutSessions/{SESSION}")),
        ("permission", "B02-0000000-0000000", "chargePermissions/B02-0000000-0000000".to_owned()),
    ] {
        let ran = request(operation, id, &["--sandbox", "--algorithm", Algorithm::Pss.as_str()]);
        let printed: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!((&printed["method"], &printed["body"]), (&"GET".into(), &"".into()));
        assert_eq!(printed["url"], format!("https://pay-api.amazon.eu/v2/{path}"));
        assert!(
            printed["headers"]["authorization"]
                .as_str()
                .unwrap()
                .starts_with("AMZN-PAY-RSASSA-PSS PublicKeyId=")
        );
    }
}

#[cfg(not(feature = "client"))]
#[test]
fn what_sends_needs_its_feature() {
    let send = request("session", SESSION, &["--sandbox", "--send"]);
    send.failed(
        2,
        "`--send` needs the feature `client`, and this tool was built without it: install it with",
    );
    let ask = run(&["doctor", "--charge-permission-id", "C01-0000000-0000000", "--send"], "");
    ask.failed(2, "`--charge-permission-id` needs the feature `client`");
    let report = run(&["doctor"], "").stdout;
    assert!(report.contains("with the feature `client` does"), "{report}");
    assert_eq!(report.matches("--send").count(), 0, "{report}");
}

#[test]
fn request_refuses_what_cannot_be_asked_for() {
    request("complete", "B02-0000000-0000000", &["--sandbox"]).failed(2, "checkout_session_id_format");
    request("permission", SESSION, &["--sandbox"]).failed(2, "charge_permission_id_format");
    request("session", SESSION, &["--live"]).failed(2, "key_environment_contradiction");
    let long = "k".repeat(33);
    assert_eq!(request("complete", SESSION, &["--sandbox", "--idempotency-key", &long]).status, 2);
    request("session", SESSION, &["--sandbox", "--idempotency-key", "k1"]).failed(2, "only for `complete`");
    assert_eq!(request("complete", SESSION, &[]).status, 2);
    assert_eq!(request("complete", SESSION, &["--live", "--sandbox"]).status, 2);
    assert_eq!(request("finalize", SESSION, &["--sandbox"]).status, 2);
}
