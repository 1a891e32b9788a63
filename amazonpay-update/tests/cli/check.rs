//! `check`.

use super::{Keys, RIGHT, run};
use serde_json::{Value, json};

#[test]
fn check_passes_a_right_payload_without_a_word() {
    for more in [&[][..], &["--product-type", "PayAndShip"], &["-"], &["--format", "text"]] {
        let ran = run(&[&["check"], more].concat(), RIGHT);
        assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""), "{more:?}");
    }
    let ran = run(&["check", "--format", "json"], RIGHT);
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "[]\n", ""));
}

#[test]
fn check_names_one_broken_rule_a_line() {
    let wrong = RIGHT.replace("\"storeId\"", "\"stroeId\"").replace("true", "null");
    let ran = run(&["check"], &wrong);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    let lines: Vec<_> = ran.stdout.lines().collect();
    // The name is wrong, so the member is not missing as well.
    assert_eq!(lines.len(), 2, "{}", ran.stdout);
    assert!(lines[0].starts_with("wrong_member_type: "), "{}", ran.stdout);
    assert!(lines[0].ends_with("found null (at paymentMethodOnFileMetadata.setupOnly)"));
    assert_eq!(
        lines[1],
        "unknown_member: `stroeId`: an update payload has no such member: correct the name or remove it; did you mean `storeId`? (at stroeId)"
    );

    let ran = run(&["check", "--format", "json"], &wrong);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    let found: Vec<Value> = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(
        found[1],
        json!({
            "rule": "unknown_member",
            "path": "stroeId",
            "message": "`stroeId`: an update payload has no such member: correct the name or remove it; did you mean `storeId`?",
        })
    );
}

#[test]
fn every_verb_refuses_a_text_that_is_not_json_in_the_same_words_at_the_same_place() {
    for (text, said) in [
        ("", "the text is empty (at line 1 column 1)"),
        ("{\n  \"storeId\": \"amzn1,\n  \"a\": 1\n}", "or write a line break as `\\n` (at line 2 column 21)"),
        ("1e999", "number out of range (at line 1 column 1)"),
        ("\"\\ud800\"", "a lone surrogate (at line 1 column 2)"),
        ("\"\\x\"", "no such escape (at line 1 column 2)"),
        ("[tru]", "expected a value (at line 1 column 2)"),
        ("{\"a\": 1,", "expected the name of a member, in quotes (at line 1 column 8)"),
        ("[1] 2", "expected the end of the text (at line 1 column 5)"),
    ] {
        let checked = run(&["check"], text);
        assert_eq!(checked.status, 1);
        assert!(checked.stdout.ends_with(&format!("{said}\n")), "{}", checked.stdout);
        for verb in ["canonicalize", "to-rust"] {
            assert_eq!(run(&[verb], text).stderr, format!("error: {}", checked.stdout));
        }
    }
}

#[test]
fn check_knows_the_product_type_it_is_told() {
    let ran = run(&["check", "--product-type", "PayOnly"], RIGHT);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.starts_with("delivery_specifications_need_pay_and_ship: "), "{}", ran.stdout);
    assert!(ran.stdout.ends_with(" (at deliverySpecifications)\n"), "{}", ran.stdout);
}

#[test]
fn check_warns_on_standard_error() {
    let name = "\u{1F4B3}".repeat(50);
    let text =
        RIGHT.replacen('{', &format!("{{\"merchantMetadata\": {{\"merchantStoreName\": \"{name}\"}},"), 1);
    let ran = run(&["check"], text);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    assert!(
        ran.stderr.starts_with("warning: `merchantStoreName` has 50 characters but 200 bytes"),
        "{}",
        ran.stderr
    );
}

#[test]
fn check_reads_a_file() {
    let path = Keys::get().write("right.json", RIGHT);
    assert_eq!(run(&["check", path.to_str().unwrap()], "").status, 0);
}

#[test]
fn check_counts_on_standard_error_what_it_does_not_print() {
    let keys: Vec<String> = (0..107).map(|key| format!("\"x{key}\":0,")).collect();
    let text = RIGHT.replacen('{', &format!("{{{}", keys.concat()), 1);
    let ran = run(&["check"], &text);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, "note: 7 more broken rules are not listed\n"));
    assert_eq!(ran.stdout.lines().count(), 100);
    assert!(ran.stdout.lines().all(|line| line.starts_with("unknown_member: ")), "{}", ran.stdout);

    let ran = run(&["check", "--format", "json"], &text);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, "note: 7 more broken rules are not listed\n"));
    assert_eq!(serde_json::from_str::<Vec<Value>>(&ran.stdout).unwrap().len(), 100);
}

#[test]
fn check_names_the_product_type_among_other_broken_rules() {
    let ran = run(&["check", "--product-type", "PayOnly"], RIGHT.replace("Confirm", "Authorize"));
    let slugs: Vec<_> = ran.stdout.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(slugs, ["payment_intent_must_be_confirm", "delivery_specifications_need_pay_and_ship"]);
}
