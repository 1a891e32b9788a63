//! The files, headings and commands that the documents name are there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use url::Url;

/// Where a document's command is run, or why no test runs it.
enum Ran {
    /// In this file, which has these words.
    In(&'static str, &'static str),
    Not(&'static str),
}
use Ran::{In, Not};

const SLOW: &str = "it takes long: run it after a change of what it measures";
const NETWORK: &str = "it needs a registry or Amazon, and no test reaches out of the machine";
const TOOL: &str = "amazonpay-update/tests/cli/main.rs";

/// Every command of a document begins with one of these.
const COMMANDS: &[(&str, Ran)] = &[
    ("cargo run --package amazonpay-update --features cli", In(TOOL, "mod ")),
    ("cargo run -- stand-ins", In("examples/shop/tests/program.rs", "stand-ins")),
    ("cargo run", In("examples/shop/tests/support/program.rs", "CARGO_BIN_EXE_shop")),
    ("tests/run", In(".ci/run", "../tests/run")),
    ("tests/release", In("tests/thorough", "tests/release")),
    ("openssl ", In("tests/stand-in/tests/support/mod.rs", "openssl")),
    (
        "amazon-pay-stand-in serve",
        In("tests/stand-in/tests/serve/program.rs", "CARGO_BIN_EXE_amazon-pay-stand-in"),
    ),
    ("createdb shop", Not("the tests start a PostgreSQL of their own")),
    ("export DATABASE_URL=", In("examples/shop/tests/program.rs", "database-url")),
    ("TRYBUILD=overwrite cargo test", Not("it renews what a test compares")),
    ("RULES_PAGE=write cargo test", In("tests/extend/run", "RULES_PAGE=\"write\"")),
    (
        "INSTA_UPDATE=always INSTA_FORCE_PASS=1 cargo test",
        In("tests/extend/run", "INSTA_UPDATE=\"always\", INSTA_FORCE_PASS=\"1\""),
    ),
    ("tests/extend/run --renew", Not("it renews what tests/extend/run compares")),
    ("tests/fuzz/run", In("tests/thorough", "tests/fuzz/run")),
    ("cargo mutants", In("tests/thorough", "cargo mutants --output")),
    ("cargo install", Not(NETWORK)),
    ("cargo bench", Not(SLOW)),
    ("amazonpay-update/benches/", Not(SLOW)),
    ("npm ci --prefix tests/interop", In("tests/run", "npm ci --prefix tests/interop")),
];

/// A document whose blocks a test runs as they stand, and the test.
const RUN_WHOLE: (&str, &str) = ("tests/stand-in/docs/control.md", "tests/stand-in/tests/control/page.rs");

#[test]
fn relative_links_lead_to_files_and_headings() {
    let mut dead = Vec::new();
    for document in documents() {
        let text = read(&document);
        for link in links(&text).iter().filter(|link| !link.contains("://")) {
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let file = if path.is_empty() {
                document.clone()
            } else {
                document.parent().expect("a folder").join(path)
            };
            let there = file.exists() && (heading.is_empty() || headings(&read(&file)).contains(heading));
            if !there {
                dead.push(format!("{}: {link}", document.display()));
            }
        }
    }
    assert!(dead.is_empty(), "these links lead nowhere:\n{}", dead.join("\n"));
}

/// The packages name no repository. So on a registry's page, a relative link or picture leads nowhere.
#[test]
fn the_readme_of_a_package_has_no_relative_link() {
    let is_of_package = |document: &PathBuf| {
        let manifest = document.with_file_name("Cargo.toml");
        document.ends_with("README.md")
            && fs::read_to_string(manifest).is_ok_and(|text| text.contains("\nreadme = \"README.md\"\n"))
    };
    let readmes: Vec<PathBuf> = documents().into_iter().filter(is_of_package).collect();
    let published = read(&workspace().join("tests/published"));
    assert_eq!(readmes.len(), published.lines().count(), "{readmes:?}");
    for readme in readmes {
        let links = links(&read(&readme));
        let relative: Vec<_> = links.iter().filter(|link| !link.contains("://")).collect();
        assert!(relative.is_empty(), "{}: {relative:?}", readme.display());
    }
}

/// The library's own README is for registries. Its parts without links stand in the repository's README, too.
#[test]
fn the_readme_of_the_library_says_what_that_of_the_repository_says() {
    let whole = read(&workspace().join("README.md"));
    let own = read(&workspace().join("amazonpay-update/README.md"));
    let other: Vec<&str> =
        own.split("\n\n").filter(|part| !part.contains("](") && !whole.contains(part.trim_end())).collect();
    assert!(other.is_empty(), "README.md does not have:\n{}", other.join("\n\n"));
}

#[test]
fn links_to_docs_rs_lead_to_modules() {
    let mut dead = Vec::new();
    for document in documents() {
        let text = read(&document);
        for link in links(&text) {
            let Some(path) = link.strip_prefix("https://docs.rs/amazonpay-update/latest/amazonpay_update/")
            else {
                continue;
            };
            let modules = path.split('/').take_while(|part| !part.is_empty() && !part.contains(['.', '#']));
            let mut file = String::from("lib");
            for module in modules {
                let source = workspace().join(format!("amazonpay-update/src/{file}.rs"));
                if !fs::read_to_string(source).is_ok_and(|text| text.contains(&format!("pub mod {module}"))) {
                    dead.push(format!("{}: {link}", document.display()));
                }
                module.clone_into(&mut file);
            }
        }
    }
    assert!(dead.is_empty(), "these links lead nowhere:\n{}", dead.join("\n"));
}

#[test]
fn external_links_have_the_form_of_one() {
    let mut wrong = Vec::new();
    for document in documents() {
        let text = read(&document);
        for link in links(&text).iter().filter(|link| link.contains("://")) {
            let fine = Url::parse(link).is_ok_and(|url| url.scheme() == "https" && url.has_host());
            if !fine {
                wrong.push(format!("{}: {link}", document.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "these are no https URLs:\n{}", wrong.join("\n"));
}

#[test]
fn every_command_is_run_by_a_test_or_says_why_not() {
    let (mut unknown, mut used) = (Vec::new(), BTreeSet::new());
    assert!(read(&workspace().join(RUN_WHOLE.1)).contains("docs/control.md"));
    for document in documents().into_iter().filter(|document| !document.ends_with(RUN_WHOLE.0)) {
        for command in commands(&read(&document)) {
            match COMMANDS.iter().position(|(known, _)| command.starts_with(known)) {
                Some(index) => {
                    used.insert(index);
                }
                None => unknown.push(format!("{}: {command}", document.display())),
            }
        }
    }
    assert!(unknown.is_empty(), "nobody runs these commands:\n{}", unknown.join("\n"));
    for (index, (command, ran)) in COMMANDS.iter().enumerate() {
        assert!(used.contains(&index), "no document has `{command}` any more");
        match ran {
            In(file, words) => {
                assert!(read(&workspace().join(file)).contains(words), "{file} does not run `{command}`");
            }
            Not(reason) => assert!(!reason.is_empty()),
        }
    }
}

#[test]
fn the_shops_own_code_is_as_short_as_its_readme_says() {
    let shop = workspace().join("examples/shop");
    assert!(read(&shop.join("README.md")).contains("under 300 lines without comments"));
    let files = fs::read_dir(shop.join("src/amazon_pay")).expect("a folder");
    let text: String = files.map(|file| read(&file.expect("a file").path())).collect();
    let code = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    let count = code.count();
    assert!(count < 300, "examples/shop/src/amazon_pay has {count} lines of code");
}

#[test]
fn paths_in_back_quotes_are_there() {
    let mut missing = Vec::new();
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"] {
        let text = read(&workspace().join(document));
        for word in outside_of_blocks(&text).split('`').skip(1).step_by(2) {
            let is_path = word.contains('/')
                && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
            let near = ["", "amazonpay-update", "amazonpay-update/src", "amazonpay-update-derive", "tests"];
            if is_path && !near.iter().any(|folder| workspace().join(folder).join(word).exists()) {
                missing.push(format!("{document}: {word}"));
            }
        }
    }
    assert!(missing.is_empty(), "these paths are not there:\n{}", missing.join("\n"));
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every Markdown file that a reader is shown.
fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&workspace(), &mut found);
    assert!(found.len() > 10, "the documents are found");
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() {
            // Not what is built or hidden, and not the source of the page of rules.
            if !matches!(name, "target" | "node_modules" | "rules_page") && !name.starts_with('.') {
                collect(&path, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
}

/// The text without its fenced blocks.
fn outside_of_blocks(text: &str) -> String {
    let mut inside = false;
    let mut outside = String::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
        } else if !inside {
            outside.push_str(line);
            outside.push('\n');
        }
    }
    outside
}

/// The targets of `[...](...)` and `<https://...>`. Links of rustdoc to Rust paths are left out.
fn links(text: &str) -> Vec<String> {
    let text = outside_of_blocks(text);
    let until = |end: char| move |rest: &str| rest.split(end).next().unwrap_or_default().to_owned();
    let inline = text.split("](").skip(1).map(until(')'));
    let bare = text.split("<https://").skip(1).map(until('>')).map(|rest| format!("https://{rest}"));
    inline.chain(bare).filter(|link| !link.contains("::") && !link.contains('@')).collect()
}

/// The anchors of a document's headings, as code hosts make them.
fn headings(text: &str) -> BTreeSet<String> {
    outside_of_blocks(text)
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            let title = line.trim_start_matches('#').trim().to_lowercase();
            let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            kept.map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}

/// The commands in the blocks marked `sh`, each on one line and without its comment.
fn commands(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    let mut joined = String::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            inside = line.trim() == "```sh";
        } else if inside {
            joined.push_str(line.split(" # ").next().unwrap_or_default().trim());
            if let Some(begun) = joined.strip_suffix('\\') {
                joined = begun.to_owned();
            } else if !joined.is_empty() && !joined.starts_with('#') {
                found.push(std::mem::take(&mut joined));
            } else {
                joined.clear();
            }
        }
    }
    found
}
