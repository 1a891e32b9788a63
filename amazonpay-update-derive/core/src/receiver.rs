//! `Self` in a struct. In the builder's own items it would mean the builder, so it is written out before the struct is
//! read.

use crate::ast::mentions;
use crate::expand::respanned;
use proc_macro2::{Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::DeriveInput;

/// The struct with its own name in place of `Self`. `None` if `Self` is not in it.
pub(crate) fn written_out(derive: &DeriveInput, input: TokenStream) -> Option<DeriveInput> {
    if !mentions(&input, &Ident::new("Self", Span::call_site())) {
        return None;
    }
    let generics = derive.generics.split_for_impl().1;
    let (name, arguments) = (&derive.ident, generics.as_turbofish());
    // In a type, the `::` of the arguments is allowed. In an expression, it is needed.
    syn::parse2(without_self(input, &quote!(#name #arguments))).ok()
}

fn without_self(tokens: TokenStream, name: &TokenStream) -> TokenStream {
    let mut all = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "Self" => {
                let name = respanned(name.clone(), ident.span());
                // `Self::Item` becomes `<Name>::Item`.
                match tokens.peek() {
                    Some(TokenTree::Punct(colon))
                        if colon.as_char() == ':' && colon.spacing() == Spacing::Joint =>
                    {
                        quote!(<#name>).to_tokens(&mut all);
                    }
                    _ => name.to_tokens(&mut all),
                }
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), without_self(group.stream(), name));
                inner.set_span(group.span());
                inner.to_tokens(&mut all);
            }
            other => other.to_tokens(&mut all),
        }
    }
    all
}
