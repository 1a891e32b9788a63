//! `schema`. That it agrees with the check, a property of the derive shows.

use super::run;
use std::path::Path;

#[test]
fn the_copy_in_docs_is_what_the_tool_prints() {
    let ran = run(&["schema"], "");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/update-payload.schema.json");
    if std::env::var_os("RULES_PAGE").is_some() {
        std::fs::write(&path, &ran.stdout).unwrap();
    }
    let is_current = ran.stdout == std::fs::read_to_string(&path).unwrap();
    assert!(
        is_current,
        "docs/update-payload.schema.json is out of date: run this test with RULES_PAGE=write"
    );
}
