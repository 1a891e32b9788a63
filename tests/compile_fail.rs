//! Every refusal, word for word, as rustc 1.95 prints it: `TRYBUILD=overwrite` records it anew.

#[rustversion::attr(not(stable(1.95)), ignore = "the texts are those of rustc 1.95")]
#[test]
fn refusals_read_as_recorded() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("compile-fail/*/*.rs");
    // These break no rule of the catalogue, or not one rule alone.
    cases.compile_fail("compile-fail-other/*.rs");
}
