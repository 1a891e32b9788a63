//! `sign --batch`.

use super::{CANONICAL, KEY_ID, Keys, run, sign, verify};
use serde_json::{Value, json};

#[test]
fn a_batch_is_signed_line_by_line_in_order() {
    let payload = |number: usize| CANONICAL.replace("C01-0000000", &format!("C01-{number:07}"));
    // More lines than all threads take at once, and an empty one.
    let input: String =
        (1..=1200).map(|number| payload(number) + "\n").collect::<String>() + "\r\n" + &payload(1202);
    for jobs in ["1", "2", "7"] {
        let ran = sign(&input, &["--batch", "--jobs", jobs]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "no terminal, no progress");
        let lines: Vec<_> = ran.stdout.lines().collect();
        assert_eq!(lines.len(), 1201);
        for (number, line) in (1..=1200).chain([1202]).zip(&lines) {
            let signed: Value = serde_json::from_str(line).unwrap();
            assert_eq!(signed["payloadJSON"], payload(number));
            assert_eq!(signed.as_object().unwrap().len(), 4);
        }
        assert_eq!(verify(lines[0]).status, 0);
        assert_eq!(verify(lines[1200]).status, 0);
    }
}

#[test]
fn a_bad_line_of_a_batch_is_refused_in_its_place() {
    let mut input = CANONICAL.as_bytes().to_vec();
    input.extend(b"\n\n{\"storeId\": 1\n");
    input.extend(CANONICAL.replace("C01-", "C1-").replace("Confirm", "Authorize").bytes());
    input.extend(b"\n{\"storeId\":\"\xFF\"}\n");
    input.extend(CANONICAL.as_bytes());
    let key = Keys::get().path("private.pem");
    let ran = run(&["sign", "--key", &key, "--public-key-id", KEY_ID, "--batch"], &input);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    let lines: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[0]["payloadJSON"], CANONICAL);
    assert_eq!(lines[4]["payloadJSON"], CANONICAL);
    let rules = |line: &Value| -> Vec<String> {
        let errors = line["errors"].as_array().unwrap().iter();
        errors
            .inspect(|error| assert_eq!(error.as_object().unwrap().len(), 3))
            .map(|error| error["rule"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!((&lines[1]["line"], rules(&lines[1])), (&json!(3), vec!["not_json".to_owned()]));
    assert_eq!(lines[2]["line"], 4);
    assert_eq!(rules(&lines[2]), ["charge_permission_id_format", "payment_intent_must_be_confirm"]);
    assert_eq!((&lines[3]["line"], rules(&lines[3])), (&json!(5), vec!["not_json".to_owned()]));
    assert_eq!(lines[3]["errors"][0]["path"], "byte 13");
}

/// A line without an end would fill the memory.
#[cfg(target_os = "linux")]
#[test]
fn a_line_that_is_too_long_ends_a_batch() {
    let arguments = |file: &'static str| {
        let key = Keys::get().path("private.pem");
        ["sign", "--key", &key, "--public-key-id", KEY_ID, "--batch", file].map(str::to_owned)
    };
    let ran = run(&arguments("/dev/zero").each_ref().map(String::as_str), "");
    ran.failed(2, "`/dev/zero` has a line of more than 1048576 bytes: write one payload on each line");
    let blank = " ".repeat((1 << 20) - CANONICAL.len() - 1);
    assert_eq!(sign(&format!("{CANONICAL}{blank}\n{CANONICAL}"), &["--batch"]).stdout.lines().count(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_batch_that_cannot_be_written_says_so() {
    let path = Keys::get().write("batch-full.json", CANONICAL);
    let key = Keys::get().path("private.pem");
    let arguments = ["sign", "--key", &key, "--public-key-id", KEY_ID, "--batch", path.to_str().unwrap()];
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ran = super::tool(&arguments).stdout(full).output().unwrap();
    super::Ran::from(ran).failed(2, "error: cannot write: ");
}

#[test]
fn an_empty_batch_is_no_error() {
    let ran = sign("\n\n", &["--batch"]);
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
}

#[test]
fn a_batch_warns_of_a_line() {
    let metadata = format!("{{\"merchantMetadata\":{{\"merchantStoreName\":\"{}\"}},", "\u{e9}".repeat(40));
    let ran = sign(&(CANONICAL.to_owned() + "\n" + &CANONICAL.replacen('{', &metadata, 1)), &["--batch"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.starts_with("warning: line 2: ") && ran.stderr.lines().count() == 1, "{}", ran.stderr);
}
