//! Every case of `compile-fail/` on any compiler: it fails, with the words of the rules it breaks
//! and with no error besides. (How the whole error reads is recorded for one compiler only.)

mod cases;

use amazonpay_update_rules::Rule;
use cases::Case;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

#[test]
fn every_case_fails_with_its_words_and_nothing_else() {
    let cases = cases::all();
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

/// Each broken rule takes one error that has its words; none may be left over on either side.
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
    let manifest = write_package(cases);
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["check", "--offline", "--quiet", "--keep-going", "--bins", "--message-format=json"])
        .arg("--manifest-path")
        .arg(&manifest)
        .arg("--target-dir")
        .arg(target_directory().join("tests/trybuild"))
        .output()
        .expect("cargo runs");
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
            let errors = errors.entry(program).or_default();
            // The same error twice is shown once, by cargo too.
            if !errors.contains(&rendered) {
                errors.push(rendered);
            }
        }
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.is_empty(), "the package of the cases could not be checked at all:\n{stderr}");
    errors
}

/// The package: it has the workspace's lock file, so that nothing is fetched.
fn write_package(cases: &[Case]) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = here.parent().expect("the tests are a folder of the workspace");
    let package = target_directory().join("tests").join("refusals");
    let mut manifest = format!(
        "[package]\nname = \"refusals\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [workspace]\n\n[dependencies]\namazonpay-update = {{ path = '{}' }}\n",
        workspace.join("amazonpay-update").display(),
    );
    for case in cases {
        let _ = write!(manifest, "\n[[bin]]\nname = '{}'\npath = '{}'\n", program(case), case.path.display());
    }
    fs::create_dir_all(&package).expect("the target directory can be written");
    fs::copy(workspace.join("Cargo.lock"), package.join("Cargo.lock"))
        .expect("the workspace has a lock file");
    let path = package.join("Cargo.toml");
    fs::write(&path, manifest).expect("the target directory can be written");
    path
}

/// The directory this test itself was built into.
fn target_directory() -> PathBuf {
    let test = env::current_exe().expect("a test is a file");
    let target = test.ancestors().find(|path| path.join("CACHEDIR.TAG").exists());
    target.expect("cargo marks its target directory").to_owned()
}
