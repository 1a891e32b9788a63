//! The canonical form against the test vectors of the RFC's author, unchanged in
//! `vectors/rfc8785/`.
//!
//! Four of the six hold as they are. `values` holds without its member `numbers`, and `structures`
//! with `56.0` written as `56`: an update payload has no numbers, and of all numbers `canonicalize`
//! takes only those written as integers.

use amazonpay_update::payload::{CanonicalizeError, canonicalize};

macro_rules! vector {
    ($name:literal) => {
        (
            include_str!(concat!("vectors/rfc8785/", $name, ".input.json")),
            include_str!(concat!("vectors/rfc8785/", $name, ".output.json")).trim_end_matches('\n'),
        )
    };
}

#[test]
fn vectors_hold() {
    for (input, output) in [vector!("arrays"), vector!("french"), vector!("unicode"), vector!("weird")] {
        assert_eq!(canonicalize(input).unwrap(), output);
    }
}

#[test]
fn the_vector_with_a_point_holds_without_it() {
    let (input, output) = vector!("structures");
    let refused = canonicalize(input).unwrap_err();
    assert!(matches!(&refused, CanonicalizeError::Number { .. }), "{refused}");
    assert_eq!(canonicalize(&input.replace("56.0", "56")).unwrap(), output);
}

#[test]
fn the_vector_with_numbers_holds_without_them() {
    let (input, output) = vector!("values");
    let refused = canonicalize(input).unwrap_err();
    assert!(matches!(&refused, CanonicalizeError::Number { path } if path == "numbers[0]"), "{refused}");

    let without = |text: &str| {
        let lists: Vec<&str> =
            text.split_inclusive("],").filter(|part| !part.contains("\"numbers\"")).collect();
        lists.concat()
    };
    // In the input `numbers` comes first, so its list takes the opening brace with it.
    let input = format!("{{{}", without(input));
    assert_eq!(canonicalize(&input).unwrap(), without(output));
}

#[test]
fn integers_are_written_as_every_reader_takes_them() {
    for (input, output) in
        [("9007199254740991", "9007199254740991"), ("-9007199254740991", "-9007199254740991"), ("0", "0")]
    {
        assert_eq!(canonicalize(input).unwrap(), output);
    }
    for input in [
        "9007199254740992",
        "-9007199254740992",
        "56.0",
        "1.5",
        "-0",
        "1e2",
        "1e30",
        "18446744073709551616",
        "1e-7",
    ] {
        let refused = canonicalize(&format!("{{\"a\":[{input}]}}")).unwrap_err();
        assert!(refused.to_string().contains("no numbers"), "{refused}");
        assert!(refused.to_string().ends_with("(at a[0])"), "{refused}");
    }
}

#[test]
fn what_is_not_one_json_value_is_refused() {
    for (input, words) in [
        ("", "not_json: "),
        ("{\"a\":1,}", "not_json: "),
        ("\"\\ud800\"", "not_json: "),
        ("[1] 2", "not_json: "),
        ("1e999", "number out of range (at line 1 column 1)"),
        ("{\"a\":1,\"\\u0061\":2}", "(at a)"),
        (&"[".repeat(100_000), "only JSON of up to 32 levels has a canonical form here"),
    ] {
        let refused = canonicalize(input).unwrap_err().to_string();
        assert!(refused.contains(words), "{refused}");
    }
}
