//! The input of the literal macros: literals or constants.

use proc_macro2::{Ident, TokenTree};
use syn::Token;
use syn::parse::{Parse, ParseStream};

/// `$crate, StoreId, "..."`. An environment may follow the text of a key's id.
pub(crate) struct Value {
    pub(crate) krate: TokenTree,
    pub(crate) name: Ident,
    pub(crate) text: TokenTree,
    pub(crate) environment: Option<Ident>,
}

impl Parse for Value {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let krate = input.parse()?;
        input.parse::<Token![,]>()?;
        let name = input.parse()?;
        input.parse::<Token![,]>()?;
        let text = input.parse()?;
        let environment =
            if input.parse::<Option<Token![,]>>()?.is_some() { Some(input.parse()?) } else { None };
        Ok(Value { krate, name, text, environment })
    }
}

/// `$crate, Scopes of Scope, "...", "..."`.
pub(crate) struct List {
    pub(crate) krate: TokenTree,
    pub(crate) name: Ident,
    pub(crate) element: Ident,
    pub(crate) texts: Vec<TokenTree>,
}

impl Parse for List {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let krate = input.parse()?;
        input.parse::<Token![,]>()?;
        let name = input.parse()?;
        input.parse::<Ident>()?;
        let element = input.parse()?;
        let mut texts = Vec::new();
        while input.parse::<Option<Token![,]>>()?.is_some() {
            texts.push(input.parse()?);
        }
        Ok(List { krate, name, element, texts })
    }
}
