//! What the macro makes of its tokens.

use amazonpay_update_derive_core::{include_update_payload, update_payload};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote;
use syn::LitStr;

/// The constant text of a payload, if the payload is constant, and what is wrong with the payload.
#[derive(Debug)]
pub(super) struct Expansion {
    pub(super) text: Option<String>,
    pub(super) refused: Vec<Refused>,
}

/// What one `compile_error!` says.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) slug: String,
    /// The words without the slug and the page.
    pub(super) words: String,
    /// Line and column in a string literal, from 1.
    pub(super) position: Option<(usize, usize)>,
    /// Line and column of the token, from 1.
    pub(super) token: (usize, usize),
}

/// The expansion of the raw form, with `json` as its string literal.
pub(super) fn of_text(product_type: &str, json: &str) -> Expansion {
    let literal = Literal::string(json);
    of_tokens(product_type, &quote!(#literal))
}

/// The expansion of the form in braces.
pub(super) fn of_tokens(product_type: &str, json: &TokenStream) -> Expansion {
    let product_type = Ident::new(product_type, Span::call_site());
    of(quote!(amazonpay_update, #product_type, #json))
}

/// The expansion of `include_update_payload!`, with a path from the folder of this package.
pub(super) fn of_file(product_type: &str, path: &str) -> Expansion {
    let product_type = Ident::new(product_type, Span::call_site());
    of_include(quote!(amazonpay_update, #product_type, #path,))
}

/// The expansion of `include_update_payload!` with this whole input.
pub(super) fn of_include(input: TokenStream) -> Expansion {
    let mut expansion = Expansion { text: None, refused: Vec::new() };
    expansion.read(include_update_payload(input));
    expansion
}

/// The expansion of `update_payload!` with this whole input.
pub(super) fn of(input: TokenStream) -> Expansion {
    let mut expansion = Expansion { text: None, refused: Vec::new() };
    expansion.read(update_payload(input));
    expansion
}

impl Expansion {
    fn read(&mut self, tokens: TokenStream) {
        let mut word: Option<Ident> = None;
        for token in tokens {
            match (token, word.take()) {
                (TokenTree::Group(group), Some(name)) if name == "compile_error" => {
                    let words: LitStr = syn::parse2(group.stream()).expect("the words of an error");
                    self.refused.push(Refused::read(&words.value(), name.span()));
                }
                (TokenTree::Group(group), Some(name)) if name == "from_static" => {
                    let text = group.stream().into_iter().next().expect("the text of a payload");
                    self.text = Some(syn::parse2::<LitStr>(text.into()).expect("a string").value());
                }
                (TokenTree::Group(group), _) => self.read(group.stream()),
                (TokenTree::Ident(name), _) => word = Some(name),
                // Between the name of a macro and its words.
                (TokenTree::Punct(_), name) => word = name,
                (TokenTree::Literal(_), _) => {}
            }
        }
    }

    pub(super) fn slugs(&self) -> Vec<&str> {
        self.refused.iter().map(|refused| refused.slug.as_str()).collect()
    }
}

impl Refused {
    fn read(said: &str, span: Span) -> Refused {
        let (said, page) = said.rsplit_once("\nsee ").expect("the page of the rule");
        assert!(page.starts_with("https://"), "{page}");
        let (words, slug) = said.rsplit_once(" [").expect("the slug");
        let position = words.rsplit_once("; at line ").and_then(|(_, position)| {
            let (line, column) = position.split_once(", column ")?;
            Some((line.parse().ok()?, column.parse().ok()?))
        });
        let start = span.start();
        Refused {
            slug: slug.trim_end_matches(']').to_owned(),
            words: words.to_owned(),
            position,
            token: (start.line, start.column + 1),
        }
    }
}
