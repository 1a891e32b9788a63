//! `to-rust`. That right payloads compile, `tests/to_rust.rs` shows.

use super::{RIGHT, run};

/// One mistake of each kind: a value, a member that is missing, a name, a type, a name twice, a wrong list.
const WRONG: &str = r#"{
    "storeId": "amzn1.application-oa2-client.",
    "webCheckoutDetails": {"checkoutCancelUrl": "http:\/\/a.com/"},
    "chargePermissionId": "C01-0000000-0000000",
    "chargePermissionType": "OneTime",
    "paymentMethodOnFileMetadata": {"setupOnly": true, "setupOnly": false},
    "paymentDetails": {"paymentIntent": -1.5e3},
    "stroeId\u202e": {"a": ["\u00e9\n\u001b",
        null]},
    "deliverySpecifications": {"specialRestrictions": ["RestrictPOBoxes", "POBoxes"]}
}"#;

#[test]
fn each_broken_rule_is_a_comment_above_its_member() {
    let ran = run(&["to-rust"], WRONG);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    assert_eq!(ran.stdout, include_str!("to_rust/wrong.call.txt"));
    let ran = run(&["to-rust", "--derive", "ChangeAddress"], WRONG);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    assert_eq!(ran.stdout, include_str!("to_rust/wrong.derived.txt"));
}

#[test]
fn the_product_type_is_told_by_what_needs_it_or_must_be_stated() {
    let told = run(&["to-rust"], RIGHT);
    assert_eq!((told.status, told.stderr.as_str()), (0, ""));
    assert!(told.stdout.contains("-> PayloadText<PayAndShip> {"), "{}", told.stdout);
    let other = run(&["to-rust", "--product-type", "PayOnly"], RIGHT);
    assert_eq!(other.status, 1);
    let comment = "        // delivery_specifications_need_pay_and_ship: ";
    assert!(other.stdout.contains(comment), "{}", other.stdout);
    let without = RIGHT
        .replace(",\n    \"deliverySpecifications\": {\"specialRestrictions\": [\"RestrictPOBoxes\"]}", "");
    run(&["to-rust"], &without).failed(2, "state it with `--product-type`");
    assert_eq!(run(&["to-rust", "--product-type", "PayOnly"], &without).status, 0);
}

#[test]
fn what_is_no_json_is_refused() {
    run(&["to-rust", "--product-type", "PayOnly"], "{").failed(1, "not_json: ");
    run(&["to-rust"], "[".repeat(33)).failed(1, "nesting_too_deep: ");
}

#[test]
fn a_text_that_is_no_object_is_refused_as_check_refuses_it() {
    for text in ["null", "[]", "\"x\"", "7"] {
        let checked = run(&["check"], text);
        assert!(checked.stdout.contains("expected an object"), "{}", checked.stdout);
        for form in [&[][..], &["--product-type", "PayOnly"], &["--product-type", "PayOnly", "--derive", "A"]]
        {
            let ran = run(&[&["to-rust"], form].concat(), text);
            ran.failed(1, &checked.stdout);
        }
    }
}

#[test]
fn a_struct_cannot_have_the_name_of_a_type_in_it() {
    for name in ["StoreId", "UpdatePayload"] {
        run(&["to-rust", "--derive", name], RIGHT).failed(2, "name the struct otherwise");
    }
}

#[test]
fn no_broken_rule_is_left_out() {
    let keys: Vec<String> = (0..107).map(|key| format!("\"x{key}\":0,")).collect();
    let restricted = RIGHT
        .replace(
            "\"specialRestrictions\"",
            "\"addressRestrictions\":{\"restrictions\":{\"US\":{}}},\"specialRestrictions\"",
        )
        .replacen('{', &format!("{{{}", keys.concat()), 1);
    for form in [&["to-rust"][..], &["to-rust", "--derive", "ChangeAddress"]] {
        let ran = run(form, &restricted);
        assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
        assert_eq!(ran.stdout.matches("// unknown_member: ").count(), 107, "{}", ran.stdout);
        assert_eq!(ran.stdout.matches("// restriction_type: ").count(), 1, "{}", ran.stdout);
        // Nobody said what is allowed.
        assert!(!ran.stdout.contains("DeliverySpecifications::"), "{}", ran.stdout);
    }
}

#[test]
fn white_space_between_tokens_is_no_escape() {
    let wrong = RIGHT.replacen('{', "{\"x\":\t[1,\r\n\t\t\"a\\tb\"],", 1);
    let ran = run(&["to-rust", "--derive", "ChangeAddress"], &wrong);
    let comment = "    // not said here: \"x\": [1, \"a\\tb\"]\n";
    assert!(ran.stdout.contains(comment), "{}", ran.stdout);
}

#[test]
fn no_character_that_shows_nothing_stands_in_rust() {
    let nasty = "\u{202e}a\u{2066}\u{9b}\u{feff}\u{2028}\u{5E97}";
    let text = RIGHT.replacen('{', &format!("{{\"{nasty}\": [\"{nasty}\", {{\"{nasty}\": 1}}],"), 1);
    for form in [&["to-rust"][..], &["to-rust", "--derive", "ChangeAddress"]] {
        let ran = run(form, &text);
        assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
        let raw = |char: &char| {
            char.is_control() && *char != '\n' || "\u{202e}\u{2066}\u{feff}\u{2028}".contains(*char)
        };
        assert_eq!(ran.stdout.chars().find(raw), None, "{}", ran.stdout);
        assert!(ran.stdout.matches('\u{5E97}').count() >= 3, "{}", ran.stdout);
    }
}
