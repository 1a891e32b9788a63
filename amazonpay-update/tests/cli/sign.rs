//! `sign`.

use super::{CANONICAL, KEY_ID, Keys, RIGHT, run, sign, verify};
use serde_json::{Value, json};

#[test]
fn what_sign_prints_is_what_verify_takes() {
    for (more, algorithm) in [
        (&[][..], "AMZN-PAY-RSASSA-PSS-V2"),
        (&["--algorithm", "AMZN-PAY-RSASSA-PSS-V2"], "AMZN-PAY-RSASSA-PSS-V2"),
        (&["--algorithm", "AMZN-PAY-RSASSA-PSS"], "AMZN-PAY-RSASSA-PSS"),
    ] {
        let ran = sign(RIGHT, more);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        let signed: Value = serde_json::from_str(&ran.stdout).unwrap();
        let expected = json!({
            "algorithm": algorithm,
            "payloadJSON": CANONICAL,
            "publicKeyId": KEY_ID,
            "signature": signed["signature"],
        });
        assert_eq!(signed, expected);
        let ran = verify(&ran.stdout);
        assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
    }
}

#[test]
fn sign_refuses_what_check_refuses() {
    let ran = sign(&RIGHT.replace("C01-", "C1-").replace("Confirm", "Authorize"), &[]);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
    let lines: Vec<_> = ran.stderr.lines().collect();
    assert!(lines[0].starts_with("error: charge_permission_id_format: "), "{}", ran.stderr);
    assert!(lines[1].starts_with("error: payment_intent_must_be_confirm: "), "{}", ran.stderr);
    assert_eq!(lines.len(), 2);
}

#[test]
fn sign_knows_the_product_type_it_is_told() {
    for batch in [&[][..], &["--batch"]] {
        let line = RIGHT.replace('\n', "");
        let sign_for = |product_type| sign(&line, &[&["--product-type", product_type], batch].concat());
        let ran = sign_for("PayAndShip");
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        assert_eq!(verify(&ran.stdout).status, 0);
        let ran = sign_for("PayOnly");
        assert_eq!(ran.status, 1);
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(said.contains("delivery_specifications_need_pay_and_ship"), "{said}");
        assert!(!said.contains("signature"), "{said}");
    }
}

#[test]
fn a_permission_of_another_environment_is_signed_with_a_warning() {
    let words =
        "warning: `chargePermissionId` begins with `B`, as ids of Live do, and the account is for Sandbox: ";
    let live = RIGHT.replace("C01-", "B01-");
    let ran = sign(&live, &[]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.starts_with(words), "{}", ran.stderr);
    assert_eq!(sign(RIGHT, &[]).stderr, "");
    let line = live.replace('\n', " ");
    let batch = sign(&format!("{line}\n{line}\n"), &["--batch"]);
    assert_eq!(batch.status, 0);
    assert!(
        batch.stderr.lines().count() == 2 && batch.stderr.contains("warning: line 2: `chargePermissionId`")
    );
    let key = Keys::get().path("private.pem");
    let button = |environment: &str, payload: &str| {
        let arguments = ["button", "--region", "us", "--merchant-id", "A3LVSV45M75151", "--key", &key];
        let more = ["--public-key-id", "AEXAMPLEKEYID", "--product-type", "PayAndShip", environment];
        run(&[&arguments[..], &more].concat(), payload)
    };
    assert!(button("--sandbox", &live).stderr.starts_with(words));
    for ran in [button("--live", &live), button("--sandbox", RIGHT)] {
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    }
    let request = |id: &str| {
        let arguments = ["request", "permission", "--region", "us", "--sandbox", "--key", &key];
        run(&[&arguments[..], &["--public-key-id", "AEXAMPLEKEYID", id]].concat(), "")
    };
    let asked = request("B01-7746179-0109340");
    assert_eq!(asked.status, 0);
    assert!(asked.stderr.starts_with(words), "{}", asked.stderr);
    assert_eq!(request("C01-5296324-5202663").stderr, "");
}
