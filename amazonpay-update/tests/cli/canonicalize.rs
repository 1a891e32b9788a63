//! `canonicalize`.

use super::{CANONICAL, RIGHT, run};

#[test]
fn canonicalize_prints_the_canonical_text_and_nothing_else() {
    let ran = run(&["canonicalize"], RIGHT);
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, CANONICAL, ""));
    let ran = run(&["canonicalize", "-"], "{\"b\": [], \"\\u0061\": \"\\u20ac\"}");
    assert_eq!(ran.stdout, "{\"a\":\"\u{20AC}\",\"b\":[]}");
    run(&["canonicalize"], "{").failed(1, "not_json: ");
    run(&["canonicalize"], "{\"a\":{\"b\":1,\"b\":1}}").failed(1, "(at a.b)");
    run(&["canonicalize"], "[1.5]").failed(1, "an update payload has no numbers");
    // The text need not be a payload, so it is not called one.
    run(&["canonicalize"], "[".repeat(33)).failed(
        1,
        "error: only JSON of up to 32 levels has a canonical form here, because no update payload is nested deeper: \
         remove the nesting (at line 1 column 33)",
    );
    assert!(run(&["canonicalize", "--help"], "").stdout.contains("Up to 32 levels"));
}
