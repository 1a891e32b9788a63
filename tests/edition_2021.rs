//! Compiles the shapes of `compile-pass/`, which are of edition 2024, in edition 2021, too.

use amazonpay_update_tests::scratch::Scratch;

#[test]
fn every_shape_compiles_and_writes_the_same_in_edition_2021() {
    let shapes = concat!(env!("CARGO_MANIFEST_DIR"), "/compile-pass/lib.rs");
    let package =
        Scratch::new("edition-2021", "2021", &format!("\n[lib]\npath = '{shapes}'\ndoctest = false\n"));
    let output = package.cargo(["test"]);
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{stdout}{stderr}");
    assert!(stdout.contains("test result: ok") && !stdout.contains(" 0 passed"), "{stdout}");
}
