//! `sign`.

use super::{CANONICAL, KEY_ID, RIGHT, sign, verify};
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
    let ran = sign(&RIGHT.replace("B01-", "B1-").replace("Confirm", "Authorize"), &[]);
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
