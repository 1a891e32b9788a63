//! `amazonpay-update/docs/rules.md` is made from the catalogue, the cases of `compile-fail/` and `rules_page/right.md`.
//! Its Rust is compiled with the library's documentation. The table of fields in `amazonpay-update/docs/derive.md` is
//! made from the schema.
//!
//! These tests fail when a page is out of date. With `RULES_PAGE=write` in the environment, they write both pages anew.

mod cases;
mod fields;
mod rules_index;

use amazonpay_update::CheckedPayload;
use amazonpay_update::rules::Rule;
use amazonpay_update_rules::schema::{INSIDE, MEMBERS, can_be_allowed};
use amazonpay_update_rules::{Evidence, Side};
use std::fmt::Write as _;
use std::path::Path;

const RIGHT: &str = include_str!("rules_page/right.md");

#[test]
fn the_page_is_what_the_catalogue_makes() {
    assert_made("rules.md", |_| made());
}

#[test]
fn the_table_of_fields_is_what_the_schema_makes() {
    assert_made("derive.md", fields::with_table);
}

/// Compares a page of the library's documentation with what `make` makes of it, or writes the page anew.
fn assert_made(page: &str, make: impl Fn(&str) -> String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../amazonpay-update/docs").join(page);
    let found = cases::read(&path);
    let made = make(&found);
    if std::env::var_os("RULES_PAGE").is_some() {
        std::fs::write(&path, &made).expect("the page can be written");
    } else {
        assert!(found == made, "docs/{page} is out of date: run this test with RULES_PAGE=write");
    }
}

#[test]
fn wrong_json_breaks_its_rule_and_right_json_does_not() {
    for rule in Rule::ALL {
        if let (Some(wrong), Some(right)) = (block(*rule, "json wrong"), block(*rule, "json right")) {
            assert!(breaks(wrong, *rule), "{}", rule.slug());
            assert!(!breaks(right, *rule), "{}", rule.slug());
        }
    }
}

fn breaks(json: &str, rule: Rule) -> bool {
    let broken = CheckedPayload::check(json).expect_err("a part of a payload lacks what is required");
    broken.iter().any(|violation| violation.rule() == rule)
}

fn made() -> String {
    let mut page = String::from(
        "Every rule, with its words, what it rests on, and an example that breaks it beside one that keeps it.\n\
         Find a rule [by the member](#by-member) or [by the mistake](#by-mistake).\n",
    );
    let _ = write!(page, "\n{}\n{}", rules_index::by_member(), rules_index::by_mistake());
    let cases = cases::all();
    for rule in Rule::ALL {
        let _ = write!(page, "\n# `{}`\n\n{}.\n\n{}\n", rule.slug(), capitalized(rule.words()), basis(*rule));
        if let Some(members) = members(*rule) {
            let _ = write!(page, "\n{members}\n");
        }
        let (wrong, right) = (wrong(*rule, &cases), right(*rule));
        let _ = write!(page, "\nWrong:\n\n{wrong}\nRight:\n\n{right}");
    }
    page
}

/// What the rule rests on, and where it is enforced.
fn basis(rule: Rule) -> String {
    let rests = match rule.evidence() {
        Evidence::Documented => "Documented by Amazon",
        Evidence::Inferred if can_be_allowed(rule) => "Inferred, so a struct may `allow` it for its literals",
        Evidence::Inferred => "Inferred",
    };
    let mut text = format!("{rests}: {}.", rule.source());
    for (side, name) in [(rule.at_compile_time(), "while compiling"), (rule.at_run_time(), "while running")] {
        if let Side::Never(reason) = side {
            let _ = write!(text, " Not checked {name}: {reason}.");
        }
    }
    text
}

/// The rows of the schema's table that have the rule, and what they say.
fn members(rule: Rule) -> Option<String> {
    let (mut said, mut about) = (Vec::new(), Vec::new());
    for row in MEMBERS.iter().chain(INSIDE) {
        let path = row.path();
        if row.required == Some(rule) {
            said.push(format!("`{path}` is required"));
        }
        if let Some(only) = row.only.filter(|only| only.rule == rule) {
            said.push(format!("`{path}` is `{}` alone", only.value.as_str()));
        }
        for need in row.needs.iter().filter(|need| need.rule == rule) {
            said.push(format!("`{path}` needs `{}` to be `{}`", need.member, need.value.as_str()));
        }
        if let Some(limit) = row.limit.filter(|limit| limit.rule == rule) {
            said.push(format!("`{path}` holds {} characters", limit.characters));
        }
        if row.texts.contains(&rule) || row.once == Some(rule) || row.not_empty == Some(rule) {
            about.push(format!("`{path}`"));
        }
    }
    if !about.is_empty() {
        said.push(format!("it is about {}", about.join(", ")));
    }
    (!said.is_empty()).then(|| format!("In the schema: {}.", said.join("; ")))
}

fn wrong(rule: Rule, cases: &[cases::Case]) -> String {
    let named = |case: &&cases::Case| {
        case.breaks == [rule] && case.path.file_stem().is_some_and(|stem| stem == rule.slug())
    };
    let variant = |case: &&cases::Case| case.breaks == [rule];
    match cases.iter().find(named).or_else(|| cases.iter().find(variant)) {
        Some(case) => {
            let text = cases::read(&case.path);
            // The first line says what is wrong. The page has already said so.
            let code = text.split_once("\n\n").map_or(text.as_str(), |(_, code)| code);
            format!("```rust,compile_fail\n{}\n```\n", code.trim_end())
        }
        None => other(rule, "wrong"),
    }
}

fn right(rule: Rule) -> String {
    match block(rule, "rust right") {
        Some(code) => format!("```rust\n{code}\n```\n"),
        None => other(rule, "right"),
    }
}

/// A block that is not Rust.
fn other(rule: Rule, kind: &str) -> String {
    let languages = ["json", "sh"];
    let found =
        languages.iter().find_map(|language| Some((language, block(rule, &format!("{language} {kind}"))?)));
    let (language, code) = found.unwrap_or_else(|| {
        let program = if kind == "wrong" { "no program in compile-fail/ breaks it alone, and " } else { "" };
        panic!("{}: {program}rules_page/right.md has no block that is {kind}", rule.slug())
    });
    format!("```{language}\n{code}\n```\n")
}

/// The block of that kind in the rule's section of `right.md`.
fn block(rule: Rule, kind: &str) -> Option<&'static str> {
    let section =
        RIGHT.split("\n## ").find_map(|section| section.strip_prefix(&format!("{}\n", rule.slug())))?;
    let (_, code) = section.split_once(&format!("```{kind}\n"))?;
    code.split_once("\n```").map(|(code, _)| code)
}

fn capitalized(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
