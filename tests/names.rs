//! Only the schema's table decides. In the derive, in the payload module and in the check of JSON, no code names a
//! member of Amazon's, a word of a member, or a rule that a row has.

use amazonpay_update_rules::Rule;
use amazonpay_update_rules::schema::{INSIDE, MEMBERS, Member};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The names that a file may have all the same, and why.
const EXEMPT: &[(&str, &[&str], &str)] = &[
    (
        "amazonpay-update/src/payload/delivery.rs",
        &[
            "deliverySpecifications",
            "addressRestrictions",
            "specialRestrictions",
            "restrictions",
            "type",
            "except",
            "statesOrRegions",
            "zipCodes",
            "RestrictionsEmpty",
        ],
        "it is the type that alone writes this part",
    ),
    ("amazonpay-update/src/payload/check/mod.rs", &["setupOnly"], "its getter returns the flag"),
];

#[test]
fn no_code_names_a_member_to_decide_something() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (strings, idents) = (strings(), idents());
    let mut found = Vec::new();
    for (folder, names_are_idents_too) in [
        ("amazonpay-update-derive/core/src", true),
        ("amazonpay-update/rules/src/check", true),
        ("amazonpay-update/src/payload", false),
    ] {
        let mut files = Vec::new();
        rust_files(&workspace.join(folder), &mut files);
        assert!(files.len() >= 5, "{folder} has no sources");
        for file in files {
            let code = fs::read_to_string(&file).expect("a source file");
            let mut named = BTreeSet::new();
            let no_idents = BTreeSet::new();
            let idents = if names_are_idents_too { &idents } else { &no_idents };
            names(code.parse().expect("Rust"), &strings, idents, &mut named);
            let path = file.strip_prefix(&workspace).expect("a file of the workspace").display().to_string();
            let exempt =
                EXEMPT.iter().find(|(name, ..)| *name == path).map_or(&[][..], |(_, names, _)| names);
            found.extend(
                named
                    .iter()
                    .filter(|name| !exempt.contains(&name.as_str()))
                    .map(|name| format!("{path}: {name}")),
            );
            let unused: Vec<_> = exempt.iter().filter(|name| !named.contains(**name)).collect();
            assert!(unused.is_empty(), "{path} no longer names {unused:?}: take it off the list");
        }
    }
    assert!(found.is_empty(), "let the row say it, in rules/src/schema/table.rs:\n{}", found.join("\n"));
}

#[test]
fn a_name_in_code_is_found_and_one_in_prose_or_a_test_is_not() {
    let named = |code: &str| {
        let mut named = BTreeSet::new();
        names(code.parse().expect("Rust"), &strings(), &idents(), &mut named);
        named.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(named(r#"fn f(m: &Member) -> bool { m.name == "setupOnly" }"#), ["setupOnly"]);
    assert_eq!(named(r#"match field { "payment_intent" => {} _ => {} }"#), ["payment_intent"]);
    assert_eq!(named(r##"f(r#"setupOnly"#)"##), ["setupOnly"]);
    assert_eq!(named(r#"f("leave `payment_intent` out")"#), ["payment_intent"]);
    assert_eq!(named("use amazonpay_update_rules::Rule::{StoreIdRequired, NotJson};"), ["StoreIdRequired"]);
    assert_eq!(named("quote!(#krate::PayAndShip)"), ["PayAndShip"]);
    assert_eq!(named("errors.refuse(span, &Refusal::new(Rule::StoreIdRequired))"), ["StoreIdRequired"]);
    assert_eq!(named(r#"if parent == "paymentDetails" {}"#), ["paymentDetails"]);
    assert!(
        named("/// Writes `storeId`: \"storeId\".\nfn f() { g(\"the store\", Rule::NotJson) }").is_empty()
    );
    assert!(named("#[cfg(test)] mod tests { const X: &str = \"storeId\"; }").is_empty());
}

fn rows() -> impl Iterator<Item = &'static Member> {
    MEMBERS.iter().chain(INSIDE)
}

/// The names that no string may have.
fn strings() -> BTreeSet<String> {
    let names = rows().flat_map(|row| [row.name.to_owned(), row.field(), row.parent.to_owned()]);
    let words = rows().flat_map(Member::words).map(|word| word.as_str().to_owned());
    names.chain(words).filter(|name| !name.is_empty()).collect()
}

/// The names that no identifier of the derive, or of the check of JSON, may have. In the library, some of them are
/// types.
fn idents() -> BTreeSet<String> {
    // A variable may be called like a field.
    let names = MEMBERS.iter().flat_map(|row| [row.name.to_owned(), row.rust_type().to_owned()]);
    let words = MEMBERS.iter().flat_map(Member::words).map(|word| word.as_str().to_owned());
    names.chain(words).filter(|name| !name.is_empty() && name != "bool").collect()
}

/// The rules that a row has.
fn rules() -> BTreeSet<String> {
    rows().flat_map(Member::rules).map(Rule::name).map(str::to_owned).collect()
}

/// Collects the names in code, without the names in documentation and in `#[cfg(test)]` items.
fn names(
    code: TokenStream,
    strings: &BTreeSet<String>,
    idents: &BTreeSet<String>,
    found: &mut BTreeSet<String>,
) {
    let mut tokens = code.into_iter().peekable();
    let mut before = String::new();
    while let Some(token) = tokens.next() {
        let text = token.to_string();
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let Some(TokenTree::Group(attribute)) = tokens.peek() else { continue };
                let attribute = attribute.stream().to_string().replace(' ', "");
                let is_test = attribute == "cfg(test)";
                if attribute.starts_with("doc=") || is_test {
                    tokens.next();
                }
                if is_test {
                    skip_item(&mut tokens);
                }
            }
            TokenTree::Group(group) if before.ends_with("Rule::") => {
                let text = group.stream().to_string();
                found.extend(rules().into_iter().filter(|rule| text.contains(rule.as_str())));
            }
            TokenTree::Group(group) => names(group.stream(), strings, idents, found),
            TokenTree::Ident(_) => {
                let rule = rules().into_iter().filter(|rule| before.ends_with("Rule::") && *rule == text);
                found.extend(idents.get(&text).cloned().into_iter().chain(rule));
            }
            TokenTree::Literal(_) => {
                found.extend(strings.iter().filter(|name| says(&text, name)).cloned());
            }
            TokenTree::Punct(_) => {}
        }
        before.push_str(&text);
    }
}

/// Whether a string is the name, or contains it as a word. A name that may be an English word must be the whole string.
fn says(literal: &str, name: &str) -> bool {
    let text = literal.trim_start_matches(['r', '#']).trim_end_matches('#');
    let Some(text) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else { return false };
    let is_telling = name.contains(|letter: char| letter.is_ascii_uppercase() || letter == '_');
    let mut words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    text == name || (is_telling && words.any(|word| word == name))
}

/// Skips the tokens of an item, up to its semicolon or its braces.
fn skip_item(tokens: &mut impl Iterator<Item = TokenTree>) {
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ';' => return,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
            _ => {}
        }
    }
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}
