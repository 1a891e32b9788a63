//! `include_update_payload!`: the JSON of a file, as if it stood in a string literal.

use super::{Given, checked, is_comma, not_json, read_text, text_literal};
use crate::errors::Errors;
use amazonpay_update_rules::schema;
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::quote;
use std::path::Path;
use syn::LitStr;

/// What stands for a path in an example.
const PATH: &str = r#""update.json""#;

/// `$crate, PayOnly, "file.json"`, the path from the folder of `Cargo.toml`.
pub(crate) fn include_update_payload(input: TokenStream) -> TokenStream {
    let errors = Errors::default();
    let given = Given::of(input);
    let word = given.product_type(["include_update_payload", PATH], &errors);
    let path = given.body(word).and_then(|body| path(body, &errors));
    let Some(path) = path else { return checked(None, word, &given.krate, errors) };
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    // `include_str!` makes rustc build again when the file changes, and report a file that cannot be read. In that case
    // the expansion is a payload, too.
    let included =
        quote!(::core::include_str!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #path)));
    let text = std::fs::read_to_string(Path::new(&folder).join(path.value())).ok();
    let item = text.and_then(|text| read_text(&text, path.span(), &errors));
    let payload = checked(item.as_ref(), word, &given.krate, errors);
    quote!({
        const _: &::core::primitive::str = #included;
        #payload
    })
}

/// The path, if nothing but a comma stands behind it.
fn path(body: &[TokenTree], errors: &Errors) -> Option<LitStr> {
    let (path, rest) = body.split_first().map_or((None, body), |(first, rest)| (literal(first), rest));
    let wrong = match &path {
        None => body.first().map(TokenTree::span),
        Some(_) if rest.first().is_some_and(is_comma) => rest.get(1).map(TokenTree::span),
        Some(_) => rest.first().map(TokenTree::span),
    };
    match (path, wrong) {
        (Some(path), None) if Path::new(&path.value()).has_root() => {
            not_json(
                path.span(),
                "expected a path from the folder of `Cargo.toml`, not an absolute one",
                errors,
            );
            None
        }
        (Some(path), None) => Some(path),
        (_, wrong) => {
            let example = schema::any_product_type().as_str();
            let hint = format!(
                "expected the path of a file, in quotes, and nothing behind it: \
                 `include_update_payload!({example}, {PATH})`"
            );
            not_json(wrong.unwrap_or_else(Span::call_site), &hint, errors);
            None
        }
    }
}

fn literal(token: &TokenTree) -> Option<LitStr> {
    match token {
        TokenTree::Literal(literal) => text_literal(literal),
        // What a macro_rules fragment passes on.
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            let mut inner = group.stream().into_iter();
            let token = inner.next()?;
            literal(&token).filter(|_| inner.next().is_none())
        }
        _ => None,
    }
}
