//! Lengths of arrays that syn cannot read without its largest feature, such as a block with statements.

use crate::expand::generated;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{DeriveInput, Expr};

/// The struct with a constant in place of each such length, and these constants. `None` if the struct still cannot be
/// read.
pub(crate) fn named(input: TokenStream) -> Option<(TokenStream, DeriveInput)> {
    let mut lengths = Lengths { name: name_of(input.clone())?, constants: TokenStream::new(), count: 0 };
    let derive = syn::parse2(lengths.replaced(input)).ok()?;
    Some((lengths.constants, derive))
}

/// The name behind `struct`.
fn name_of(input: TokenStream) -> Option<Ident> {
    let mut tokens = input.into_iter();
    tokens.find(|token| matches!(token, TokenTree::Ident(word) if word == "struct"))?;
    match tokens.next()? {
        TokenTree::Ident(name) => Some(name),
        _ => None,
    }
}

struct Lengths {
    /// The struct's name, for the names of the constants.
    name: Ident,
    constants: TokenStream,
    count: usize,
}

impl Lengths {
    fn replaced(&mut self, tokens: TokenStream) -> TokenStream {
        let mut all = TokenStream::new();
        let mut is_call = false;
        for token in tokens {
            let is_sign = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '!');
            match token {
                TokenTree::Group(group) => {
                    // `vec![0; length]` is no array.
                    let inner = if group.delimiter() == Delimiter::Bracket && !is_call {
                        self.array(group.stream())
                    } else {
                        self.replaced(group.stream())
                    };
                    let mut inner = Group::new(group.delimiter(), inner);
                    inner.set_span(group.span());
                    inner.to_tokens(&mut all);
                }
                other => other.to_tokens(&mut all),
            }
            is_call = is_sign;
        }
        all
    }

    /// The content of brackets.
    fn array(&mut self, content: TokenStream) -> TokenStream {
        let mut tokens = content.into_iter();
        let is_semicolon =
            |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ';');
        let element = tokens.by_ref().take_while(|token| !is_semicolon(token)).collect();
        let (element, length) = (self.replaced(element), tokens.collect::<TokenStream>());
        if length.is_empty() {
            return element;
        }
        if syn::parse2::<Expr>(length.clone()).is_ok() {
            return quote!(#element; #length);
        }
        // `{ N }` can be a parameter of the struct, which a constant could not name.
        if let Ok(TokenTree::Group(block)) = syn::parse2(length.clone())
            && syn::parse2::<Expr>(block.stream()).is_ok()
        {
            let length = block.stream();
            return quote!(#element; #length);
        }
        let name = format!("__amazonpay_{}_length_{}", self.name.unraw(), self.count);
        let constant = generated(&name, self.name.span());
        self.count += 1;
        quote!(const #constant: ::core::primitive::usize = #length;).to_tokens(&mut self.constants);
        quote!(#element; #constant)
    }
}
