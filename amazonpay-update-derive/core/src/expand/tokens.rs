//! Changes of tokens: names, replacements and spans.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;

/// `count` letters: A, B, C and so on, then A0, B0. A name that the struct uses is left out, because a letter would
/// hide it. If the struct calls a macro, which can use any name, the letters are `__A`, `__B` and so on.
pub(crate) fn free_letters(count: usize, tokens: &TokenStream) -> Vec<Ident> {
    let mut used = Vec::new();
    let calls_macro = collect_names(tokens.clone(), &mut used);
    let prefix = if calls_macro { "__" } else { "" };
    let mut letters = Vec::new();
    let mut round = String::new();
    let mut rounds = 0;
    while letters.len() < count {
        for letter in b'A'..=b'Z' {
            let name = format!("{prefix}{}{round}", char::from(letter));
            if letters.len() < count && !used.contains(&name) {
                letters.push(Ident::new(&name, Span::call_site()));
            }
        }
        round = rounds.to_string();
        rounds += 1;
    }
    letters
}

/// Collects the names, and returns whether there is a `!`, which nearly always calls a macro.
fn collect_names(tokens: TokenStream, used: &mut Vec<String>) -> bool {
    let mut has_mark = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => used.push(ident.unraw().to_string()),
            TokenTree::Group(group) => has_mark |= collect_names(group.stream(), used),
            TokenTree::Punct(punct) => has_mark |= punct.as_char() == '!',
            TokenTree::Literal(_) => {}
        }
    }
    has_mark
}

/// A type with another type in place of a parameter.
pub(crate) fn replaced(tokens: TokenStream, parameter: &Ident, by: &TokenStream) -> TokenStream {
    let mut all = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if ident == *parameter => by.to_tokens(&mut all),
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), replaced(group.stream(), parameter, by));
                inner.set_span(group.span());
                inner.to_tokens(&mut all);
            }
            other => other.to_tokens(&mut all),
        }
    }
    all
}

/// Tokens that all point to one place: an error about a bound then shows the user's field.
pub(crate) fn respanned(tokens: TokenStream, span: Span) -> TokenStream {
    let mut all = TokenStream::new();
    for mut token in tokens {
        if let TokenTree::Group(group) = token {
            token = TokenTree::Group(Group::new(group.delimiter(), respanned(group.stream(), span)));
        }
        token.set_span(span);
        token.to_tokens(&mut all);
    }
    all
}

/// A generated name at the place of the user's name that it is made from. It belongs to the macro, so lints about
/// unused names and about spelling are silent, even where the user forbids them.
pub(crate) fn generated(name: &str, place: Span) -> Ident {
    let span = generated_span(place);
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, span),
        None => Ident::new(name, span),
    }
}

/// A place in the user's code, for tokens that belong to the macro.
pub(crate) fn generated_span(place: Span) -> Span {
    Span::mixed_site().located_at(place)
}

/// What stands before and behind one part of a list.
pub(crate) struct Around {
    pub(crate) before: TokenStream,
    pub(crate) behind: TokenStream,
}

/// What stands around each part of a list.
pub(crate) fn around(parts: &[TokenStream]) -> Vec<Around> {
    let mut all = Vec::new();
    let mut before = TokenStream::new();
    for part in parts {
        all.push(Around { before: before.clone(), behind: TokenStream::new() });
        part.to_tokens(&mut before);
    }
    let mut behind = TokenStream::new();
    for (around, part) in all.iter_mut().zip(parts).rev() {
        around.behind = behind.clone();
        behind = quote!(#part #behind);
    }
    all
}
