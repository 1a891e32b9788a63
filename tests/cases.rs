//! The cases of `compile-fail/`: one program each, named by the rule it breaks.

use amazonpay_update_rules::Rule;
use std::fs;
use std::path::{Path, PathBuf};

/// A program that must not compile.
pub(crate) struct Case {
    /// `compile-fail/<site>/<slug>[--variant].rs`.
    pub(crate) path: PathBuf,
    /// The rules that it breaks: the rule in its name, or the rules in its line `// breaks: a, b`.
    pub(crate) breaks: Vec<Rule>,
}

/// All cases, in the order of their paths.
pub(crate) fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for site in entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("compile-fail")) {
        let files =
            entries(&site).into_iter().filter(|path| path.extension().is_some_and(|found| found == "rs"));
        cases.extend(files.map(|path| Case { breaks: breaks(&path), path }));
    }
    cases
}

fn breaks(path: &Path) -> Vec<Rule> {
    let text = read(path);
    assert!(text.starts_with("//! "), "{}: its first line says what it breaks", path.display());
    let stem = path.file_stem().expect("a file has a name").to_string_lossy();
    let slugs: Vec<&str> = match text.lines().find_map(|line| line.strip_prefix("// breaks: ")) {
        Some(slugs) => slugs.split(", ").collect(),
        None => vec![stem.split("--").next().unwrap_or(&stem)],
    };
    let known = |slug: &str| Rule::ALL.iter().copied().find(|rule| rule.slug() == slug);
    let rule =
        |slug: &&str| known(slug).unwrap_or_else(|| panic!("{}: no rule is called {slug}", path.display()));
    slugs.iter().map(rule).collect()
}

/// A file as text.
pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    paths.sort();
    paths
}
