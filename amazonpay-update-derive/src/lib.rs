//! The derive macro of [`amazonpay-update`](https://docs.rs/amazonpay-update), which exports and
//! documents it.

mod refuses;

use proc_macro::TokenStream;

/// Gives a trait the words of a rule for when it is not implemented. For `amazonpay-update` itself.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn refuses(options: TokenStream, item: TokenStream) -> TokenStream {
    refuses::expand(options.into(), &item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}
