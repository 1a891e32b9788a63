//! A chain of errors says everything once: the text of an error does not contain the text of its source.

use quote::ToTokens;
use std::fs;
use std::path::{Path, PathBuf};
use syn::{Attribute, Fields, ImplItem, Item};

/// The shop is not here, because its log has only the text of an error and would lose the cause.
const CRATES: &[&str] = &[
    "amazonpay-update/src",
    "amazonpay-update/sqlx/src",
    "amazonpay-update-derive/core/src",
    "tests/stand-in/src",
];

#[test]
fn no_error_says_its_source_too() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for folder in CRATES {
        let mut files = Vec::new();
        rust_files(&workspace.join(folder), &mut files);
        assert!(files.len() > 3, "{folder} has no sources");
        for file in files {
            let code = syn::parse_file(&fs::read_to_string(&file).expect("a source file")).expect("Rust");
            found.extend(twice(&code.items).iter().map(|error| format!("{}: {error}", file.display())));
        }
    }
    assert!(
        found.is_empty(),
        "leave the cause out of `#[error(...)]`, or its field without `#[from]` and `#[source]`:\n{}",
        found.join("\n")
    );
}

#[test]
fn an_error_that_says_its_source_is_found() {
    let twice = |code: &str| twice(&syn::parse_file(code).expect("Rust").items);
    assert_eq!(twice(r#"enum E { #[error("no: {0}")] A(#[from] Io), #[error("no: {0}")] B(Io) }"#), ["E::A"]);
    assert_eq!(twice(r#"enum E { #[error("no: {error:?}")] A { #[source] error: Io } }"#), ["E::A"]);
    assert_eq!(twice(r#"mod m { #[error("no: {}", source.kind())] struct E { source: Io } }"#), ["E"]);
    assert_eq!(twice(r#"#[error("no: {}", .0)] struct E(#[source] Io);"#), ["E"]);
    assert_eq!(
        twice("impl Error for E { fn source(&self) -> Option<&(dyn Error + 'static)> { None } }"),
        ["E has a `source` by hand"]
    );
    let once = r#"
        enum E {
            #[error(transparent)] A(#[from] Io),
            #[error("no: {path} {0}")] B { path: String, source: Io },
            #[error("no: {1}")] C(#[source] Io, String),
        }"#;
    assert!(twice(once).is_empty());
}

/// The errors whose text has their source, and the `source` that is written by hand and so cannot be judged.
fn twice(items: &[Item]) -> Vec<String> {
    let mut found = Vec::new();
    for item in items {
        match item {
            Item::Enum(of) => {
                let wrong =
                    of.variants.iter().filter(|variant| says_its_source(&variant.attrs, &variant.fields));
                found.extend(wrong.map(|variant| format!("{}::{}", of.ident, variant.ident)));
            }
            Item::Struct(of) if says_its_source(&of.attrs, &of.fields) => found.push(of.ident.to_string()),
            Item::Mod(module) => found.extend(module.content.iter().flat_map(|(_, items)| twice(items))),
            Item::Impl(of) => {
                let is_error = of
                    .trait_
                    .iter()
                    .any(|(name, _)| name.segments.last().is_some_and(|last| last.ident == "Error"));
                let by_hand =
                    |item: &&ImplItem| matches!(item, ImplItem::Fn(method) if method.sig.ident == "source");
                if is_error && of.items.iter().any(|item| by_hand(&item)) {
                    found.push(format!("{} has a `source` by hand", of.self_ty.to_token_stream()));
                }
            }
            _ => {}
        }
    }
    found
}

fn says_its_source(attributes: &[Attribute], fields: &Fields) -> bool {
    let Some(error) = attributes.iter().find(|attribute| attribute.path().is_ident("error")) else {
        return false;
    };
    let text = error.meta.to_token_stream().to_string();
    fields.iter().enumerate().any(|(index, field)| {
        let name = field.ident.as_ref().map_or(index.to_string(), ToString::to_string);
        let is_source = name == "source"
            || field
                .attrs
                .iter()
                .any(|attribute| attribute.path().is_ident("from") || attribute.path().is_ident("source"));
        let in_text = [format!("{{{name}}}"), format!("{{{name}:")].iter().any(|word| text.contains(word));
        let argument = text.rsplit('"').next().unwrap_or_default();
        let is_argument =
            argument.split(|char: char| !char.is_alphanumeric() && char != '_').any(|word| word == name);
        is_source && (in_text || is_argument)
    })
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
