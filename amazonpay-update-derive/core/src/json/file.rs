//! `include_update_payload!`: the JSON of a file, as if it stood in a string literal.

use super::{is_comma, update_payload};
use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};
use quote::quote;
use std::path::Path;
use syn::{Lit, LitStr};

/// `$crate, PayOnly, "file.json"`, the path from the folder of `Cargo.toml`.
pub(crate) fn include_update_payload(input: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = input.into_iter().collect();
    while tokens.last().is_some_and(is_comma) {
        tokens.pop();
    }
    let Some(path) = tokens.last().and_then(path) else {
        // Without a path it is refused as the other macro refuses it.
        return update_payload(tokens.into_iter().collect());
    };
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let text = std::fs::read_to_string(Path::new(&folder).join(path.value()));
    // rustc builds again when the file changes, and says why it cannot be read.
    let included =
        quote!(::core::include_str!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #path)));
    let payload = match text {
        Ok(text) => {
            let mut literal = Literal::string(&text);
            literal.set_span(path.span());
            tokens.pop();
            tokens.push(literal.into());
            update_payload(tokens.into_iter().collect())
        }
        // A payload all the same, or there would be a second error.
        Err(_) => match &tokens[..] {
            [krate, .., TokenTree::Ident(product_type), _, _] => {
                let krate = quote!(#krate::__private);
                quote!(#krate::PayloadText::<#krate::#product_type>::from_static("", #krate::#product_type, #krate::CHECKED))
            }
            _ => quote!(::core::unreachable!()),
        },
    };
    quote!({
        const _: &::core::primitive::str = #included;
        #payload
    })
}

fn path(token: &TokenTree) -> Option<LitStr> {
    match token {
        TokenTree::Literal(literal) => match Lit::new(literal.clone()) {
            Lit::Str(path) if path.suffix().is_empty() => Some(path),
            _ => None,
        },
        // What a macro_rules fragment passes on.
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            group.stream().into_iter().next().as_ref().and_then(path)
        }
        _ => None,
    }
}
