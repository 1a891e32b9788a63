//! Finds the library for generated code.

use crate::manifest;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::DeriveInput;
use syn::ext::IdentExt;

/// The name through which generated code uses the library, beside the struct. If the library cannot be found, the
/// import of this name is the only error.
pub(crate) struct Library {
    /// The item that brings the name into scope.
    pub(crate) import: TokenStream,
    pub(crate) name: TokenStream,
}

impl Library {
    /// `__private` of the path in `crate = ...`, or of the library under its name in the manifest.
    pub(crate) fn of(derive: &DeriveInput, krate: Option<&syn::Path>) -> Library {
        let name = format_ident!("__amazonpay_{}", derive.ident.unraw());
        let renamed = || manifest::other_name().and_then(|name| syn::parse_str::<Ident>(&name).ok());
        let path = match krate.map(ToTokens::to_token_stream) {
            Some(path) => path,
            None => renamed().map_or_else(|| quote!(::amazonpay_update), |name| quote!(::#name)),
        };
        Library {
            import: quote! {
                #[doc(hidden)]
                use #path::__private as #name;
            },
            name: quote!(#name),
        }
    }
}
