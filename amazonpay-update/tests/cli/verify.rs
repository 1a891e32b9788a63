//! `verify`.

use super::{CANONICAL, Keys, RIGHT, run, sign, verify};
use serde_json::{Value, json};

#[test]
fn verify_refuses_what_was_not_signed_so() {
    let signed: Value = serde_json::from_str(&sign(RIGHT, &[]).stdout).unwrap();
    let with = |name: &str, value: Option<Value>| {
        let mut changed = signed.clone();
        let members = changed.as_object_mut().unwrap();
        match value {
            Some(value) => members.insert(name.to_owned(), value),
            None => members.remove(name),
        };
        verify(&changed.to_string())
    };
    let payload = CANONICAL.replace("a.com", "b.com");
    with("payloadJSON", Some(json!(payload))).failed_with(1, "does not match", 3);
    with("algorithm", Some(json!("AMZN-PAY-RSASSA-PSS"))).failed_with(1, "does not match", 3);
    with("signature", Some(json!("AAAA"))).failed_with(1, "does not match", 3);
    with("signature", Some(json!("not base64"))).failed(1, "not Base64");
    with("algorithm", Some(json!("RS256"))).failed(1, "`algorithm`: no such algorithm");
    with("publicKeyId", Some(json!("no spaces"))).failed(1, "public_key_id_format");
    with("signature", Some(json!(1))).failed(1, "members are strings");
    for name in ["algorithm", "payloadJSON", "publicKeyId", "signature"] {
        with(name, None).failed(1, &format!("`{name}` is missing"));
    }
    with("merchant", Some(json!("x"))).failed(1, "`merchant` is no member");
    with("merchant\n", Some(json!("x"))).failed(1, "is no member");
    let twice = signed.to_string().replacen('{', "{\"payloadJSON\":\"{}\",", 1);
    verify(&twice).failed(1, "duplicate_key: ");
    verify("[]").failed(1, "must be a JSON object");
    verify("{").failed(1, "not_json: ");
}

#[test]
fn verify_says_what_differs() {
    let mut signed: Value = serde_json::from_str(&sign(RIGHT, &[]).stdout).unwrap();
    signed["algorithm"] = json!("AMZN-PAY-RSASSA-PSS");
    let ran = verify(&signed.to_string());
    ran.failed_with(1, "does not match", 3);
    let [string, hash, explanation] = ran.notes()[..] else { panic!("{}", ran.stderr) };
    let hash = hash.strip_prefix("the SHA-256 of payloadJSON: ").unwrap();
    assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(string, format!("the string to sign: AMZN-PAY-RSASSA-PSS\\n{hash}"));
    assert!(explanation.contains("made with `AMZN-PAY-RSASSA-PSS-V2`"), "{explanation}");
}

#[test]
fn verify_explains_amazons_message() {
    let text = sign(RIGHT, &[]).stdout;
    let signed: Value = serde_json::from_str(&text).unwrap();
    let hash =
        amazonpay_update::signing::string_to_sign(amazonpay_update::signing::Algorithm::PssV2, CANONICAL);
    let hash = hash.lines().last().unwrap();
    let explain = |text: &str, algorithm: &str, hash: &str| {
        let signature = signed["signature"].as_str().unwrap();
        let message = format!(
            "<p>Signature {signature} does not match\nsignedString {algorithm}\\n{hash} for merchant A3LVSV45M75151</p>"
        );
        run(&["verify", "--public-key", &Keys::get().path("public.pem"), "--explain", &message], text)
    };
    for (algorithm, hash, words) in [
        ("AMZN-PAY-RSASSA-PSS-V2", hash, "payload and algorithm agree"),
        ("AMZN-PAY-RSASSA-PSS", hash, "the page does not name the algorithm"),
        ("AMZN-PAY-RSASSA-PSS-V2", &"0".repeat(64), "encodes the JSON again"),
    ] {
        let ran = explain(&text, algorithm, hash);
        assert_eq!((ran.status, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
        assert!(ran.notes().len() == 1 && ran.notes()[0].contains(words), "{}", ran.stderr);
    }
    explain("{}", "AMZN", "0").failed(2, "no hash of 64");
    let changed = text.replace("a.com", "b.com");
    let ran = explain(&changed, "AMZN-PAY-RSASSA-PSS-V2", hash);
    ran.failed_with(1, "does not match", 4);
    assert!(ran.notes()[3].contains("the payload was changed"), "{}", ran.stderr);
    let ran =
        run(&["verify", "--public-key", &Keys::get().path("public.pem"), "--explain", "Not that"], &text);
    ran.failed(2, "this is not Amazon's message");
}
