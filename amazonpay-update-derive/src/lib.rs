//! The derive macro of [`amazonpay-update`](https://docs.rs/amazonpay-update), which exports and
//! documents it.

use proc_macro::TokenStream;

/// Implements `UpdatePayload` for a struct with named fields, and gives it a typestate builder.
///
/// `amazonpay-update` documents it.
#[proc_macro_derive(UpdatePayload, attributes(amazon_pay, amazonpay, amazonPay, amazon, amazon_pay_update))]
pub fn derive_update_payload(input: TokenStream) -> TokenStream {
    amazonpay_update_derive_core::derive_update_payload(input.into()).into()
}

/// Makes the compiler print the words of a rule when a trait is not implemented. For `amazonpay-update` itself.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn refuses(options: TokenStream, item: TokenStream) -> TokenStream {
    amazonpay_update_derive_core::refuses(options.into(), &item.into()).into()
}

/// The value of a literal, checked here: `$crate, StoreId, "..."`. For the literal macros of
/// `amazonpay-update`.
#[doc(hidden)]
#[proc_macro]
pub fn literal_value(input: TokenStream) -> TokenStream {
    amazonpay_update_derive_core::literal_value(input.into()).into()
}

/// The value of a list of literals: `$crate, Scopes of Scope, "...", "..."`. Like [`literal_value!`].
#[doc(hidden)]
#[proc_macro]
pub fn literal_list(input: TokenStream) -> TokenStream {
    amazonpay_update_derive_core::literal_list(input.into()).into()
}

/// The payload of a JSON text: `$crate, PayOnly, { ... }`. `amazonpay_update::update_payload!` documents it.
#[doc(hidden)]
#[proc_macro]
pub fn update_payload(input: TokenStream) -> TokenStream {
    amazonpay_update_derive_core::update_payload(input.into()).into()
}

/// The payload of a JSON file: `$crate, PayOnly, "update.json"`. Like [`update_payload!`].
#[doc(hidden)]
#[proc_macro]
pub fn include_update_payload(input: TokenStream) -> TokenStream {
    amazonpay_update_derive_core::include_update_payload(input.into()).into()
}

/// The value of a constant text: `$crate, StoreId, TEXT`. For the literal macros of `amazonpay-update`.
#[doc(hidden)]
#[proc_macro]
pub fn constant_value(input: TokenStream) -> TokenStream {
    amazonpay_update_derive_core::constant_value(input.into()).into()
}

/// The value of a list of constant texts: `$crate, Scopes of Scope, TEXT, TEXT`. Like [`constant_value!`].
#[doc(hidden)]
#[proc_macro]
pub fn constant_list(input: TokenStream) -> TokenStream {
    amazonpay_update_derive_core::constant_list(input.into()).into()
}

/// Refuses an argument of a literal macro that is not a text: `$crate, StoreId, ...`.
#[doc(hidden)]
#[proc_macro]
pub fn no_text(input: TokenStream) -> TokenStream {
    amazonpay_update_derive_core::no_text(input.into()).into()
}

/// The types, traits and functions of the schema's table: `members`, `choices`, `given`, `no_setters` or
/// `rule_traits`. For `amazonpay-update` itself.
#[doc(hidden)]
#[proc_macro]
pub fn from_schema(what: TokenStream) -> TokenStream {
    amazonpay_update_derive_core::from_schema(what.into()).into()
}
