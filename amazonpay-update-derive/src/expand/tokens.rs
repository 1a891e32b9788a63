//! Tokens changed as tokens: names, replacements and spans.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use std::collections::BTreeSet;

/// A, B, C and so on, without any name the struct uses, which it would hide.
pub(crate) fn free_letters(tokens: &TokenStream) -> impl Iterator<Item = Ident> + use<> {
    let mut used = BTreeSet::new();
    collect_names(tokens.clone(), &mut used);
    let letters = ('A'..='Z').map(|letter| letter.to_string());
    let pairs = ('A'..='Z').flat_map(|first| ('0'..='9').map(move |second| format!("{first}{second}")));
    letters
        .chain(pairs)
        .filter(move |name| !used.contains(name))
        .map(|name| Ident::new(&name, Span::call_site()))
}

fn collect_names(tokens: TokenStream, used: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                used.insert(ident.to_string());
            }
            TokenTree::Group(group) => collect_names(group.stream(), used),
            _ => {}
        }
    }
}

/// A type with another type in place of a parameter.
pub(crate) fn replaced(tokens: TokenStream, parameter: &Ident, by: &TokenStream) -> TokenStream {
    let replace = |token| match token {
        TokenTree::Ident(ident) if ident == *parameter => by.clone(),
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), replaced(group.stream(), parameter, by));
            inner.set_span(group.span());
            TokenTree::Group(inner).into()
        }
        other => other.into(),
    };
    tokens.into_iter().flat_map(replace).collect()
}

/// Tokens that all point to one place: an error about a bound then shows the user's field.
pub(crate) fn respanned(tokens: TokenStream, span: Span) -> TokenStream {
    let respan = |token: TokenTree| {
        let mut token = match token {
            TokenTree::Group(group) => {
                TokenTree::Group(Group::new(group.delimiter(), respanned(group.stream(), span)))
            }
            other => other,
        };
        token.set_span(span);
        token
    };
    tokens.into_iter().map(respan).collect()
}
