//! The lint attributes of generated items.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Data, DeriveInput, Meta};

/// The lints that the user allows on the struct or on a field, because generated code repeats the names and types.
/// `deprecated` is allowed only if the struct or a field is deprecated: where the user forbids a lint, rustc refuses to
/// allow it.
pub(crate) fn allowed_lints(derive: &DeriveInput) -> TokenStream {
    let mut all = of_attributes(&derive.attrs);
    if let Data::Struct(data) = &derive.data {
        for field in &data.fields {
            of_attributes(&field.attrs).to_tokens(&mut all);
        }
    }
    all
}

fn of_attributes(attrs: &[Attribute]) -> TokenStream {
    let mut all = TokenStream::new();
    for attr in attrs {
        match &attr.meta {
            // As `allow`, because generated code need not have what the user expects.
            Meta::List(list) if list.path.is_ident("allow") || list.path.is_ident("expect") => {
                let lints = &list.tokens;
                quote!(#[allow(#lints)]).to_tokens(&mut all);
            }
            meta if meta.path().is_ident("deprecated") => quote!(#[allow(deprecated)]).to_tokens(&mut all),
            _ => {}
        }
    }
    all
}
