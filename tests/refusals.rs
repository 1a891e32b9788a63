//! On any compiler, every case of `compile-fail/` fails with the words of the rules that it breaks, and with no other
//! error. (The whole text of the errors is recorded for one compiler only.)

mod cases;

use amazonpay_update_rules::Rule;
use amazonpay_update_tests::scratch::Scratch;
use cases::Case;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

#[test]
fn every_case_fails_with_its_words_and_nothing_else() {
    // `tests/mutate` wants only the cases of one rule.
    let only = std::env::var("RULE").ok();
    let mut cases = cases::all();
    cases.retain(|case| only.as_ref().is_none_or(|slug| case.breaks.iter().all(|rule| rule.slug() == slug)));
    let errors = errors_by_case(&cases);
    let mut wrong = String::new();
    for case in &cases {
        let found = errors.get(&program(case)).map_or(&[][..], Vec::as_slice);
        if let Err(reason) = judge(&case.breaks, found) {
            let _ = writeln!(wrong, "{}: {reason}\n{}", case.path.display(), found.join("\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Each broken rule must have one error with its words, and each error must belong to a broken rule.
fn judge(breaks: &[Rule], errors: &[String]) -> Result<(), String> {
    if errors.is_empty() {
        return Err("it compiles".to_owned());
    }
    let mut left: Vec<&String> = errors.iter().collect();
    for rule in breaks {
        let says =
            |error: &&String| error.contains(rule.words()) && error.contains(&format!("[{}]", rule.slug()));
        match left.iter().position(says) {
            Some(at) => drop(left.remove(at)),
            None => return Err(format!("no error has the words of {}", rule.slug())),
        }
    }
    if left.is_empty() { Ok(()) } else { Err(format!("{} errors more than broken rules", left.len())) }
}

#[test]
fn a_case_that_compiles_or_says_something_else_is_noticed() {
    let rule = Rule::StoreIdFormat;
    let error = format!("error: {}", rule.refusal());
    assert!(judge(&[rule], std::slice::from_ref(&error)).is_ok());
    assert!(judge(&[rule], &[]).is_err());
    assert!(judge(&[rule], &["error: mismatched types".to_owned()]).is_err());
    assert!(judge(&[rule], &[error.clone(), error.clone()]).is_err());
    assert!(judge(&[rule, rule], &[error]).is_err());
}

/// The name of a case's program, which no other case has.
fn program(case: &Case) -> String {
    let names: Vec<_> = case.path.iter().rev().take(2).map(|name| name.to_string_lossy()).collect();
    format!("{}--{}", names[1], names[0].trim_end_matches(".rs"))
}

/// Checks all cases at once, as the programs of one package, and collects the errors of each.
fn errors_by_case(cases: &[Case]) -> BTreeMap<String, Vec<String>> {
    let output = package(cases).cargo(["check", "--keep-going", "--bins", "--message-format=json"]);
    let programs: BTreeSet<String> = cases.iter().map(program).collect();
    let mut errors = BTreeMap::<String, Vec<String>>::new();
    let text = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    for line in text.lines() {
        let message: Value = serde_json::from_str(line).expect("cargo writes JSON");
        let diagnostic = &message["message"];
        // "aborting due to 2 previous errors" is an error without a place.
        let has_place = diagnostic["spans"].as_array().is_some_and(|spans| !spans.is_empty());
        if message["reason"] == "compiler-message" && diagnostic["level"] == "error" && has_place {
            let program = message["target"]["name"].as_str().unwrap_or_default().to_owned();
            let rendered = diagnostic["rendered"].as_str().unwrap_or_default().to_owned();
            // If the library itself has errors, no case was checked.
            assert!(
                programs.contains(&program),
                "the package of the cases could not be checked at all:\n{rendered}"
            );
            let errors = errors.entry(program).or_default();
            // Cargo shows an error that comes twice only once, and so does this test.
            if !errors.contains(&rendered) {
                errors.push(rendered);
            }
        }
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() || !errors.is_empty(),
        "the package of the cases could not be checked at all:\n{stderr}"
    );
    errors
}

/// A package with each case as a program.
fn package(cases: &[Case]) -> Scratch {
    let mut programs = String::new();
    for case in cases {
        let _ = write!(programs, "\n[[bin]]\nname = '{}'\npath = '{}'\n", program(case), case.path.display());
    }
    Scratch::new("refusals", "2024", &programs)
}
