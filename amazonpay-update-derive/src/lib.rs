//! The derive macro of [`amazonpay-update`](https://docs.rs/amazonpay-update), which exports and
//! documents it.
//!
//! As data flows: `ast` is the struct as written, `attr` its attributes, by `options` and `allow`; `valid`
//! checks it by the schema's table, with `needs` for what one member needs of another, and makes a `plan`;
//! `expand` writes the plan down and decides nothing. `fallback` is written instead when a rule is broken.
//! `from_schema` makes the library's own types of the table.

mod allow;
mod ast;
mod attr;
mod constant_macro;
mod errors;
mod expand;
mod fallback;
mod from_schema;
mod json;
mod library;
mod literal;
mod macro_input;
mod manifest;
mod member_of;
mod needs;
mod options;
mod plan;
mod refuses;
#[cfg(test)]
mod snapshots;
mod valid;
mod value_macro;

use library::Library;
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

/// Implements `UpdatePayload` for a struct with named fields, and gives it a typestate builder.
///
/// Its documentation is that of the trait's crate, `amazonpay-update`.
#[proc_macro_derive(UpdatePayload, attributes(amazon_pay, amazonpay, amazonPay, amazon, amazon_pay_update))]
pub fn derive_update_payload(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let derive = syn::parse_macro_input!(input as DeriveInput);
    derived(&derive).into()
}

fn derived(derive: &DeriveInput) -> TokenStream {
    let errors = errors::Errors::default();
    let input = ast::Input::read(derive, &errors);
    let library = Library::of(derive, input.as_ref().and_then(|input| input.options.krate.as_ref()));
    let plan = input.as_ref().map(|input| (input, valid::plan(input, &errors)));
    match (errors.into_result(), plan) {
        (Ok(()), Some((input, plan))) => {
            let items = expand::struct_impls(input, &plan, &library.name);
            let import = library.import;
            quote!(#import #items)
        }
        (result, plan) => {
            let errors = result.err().map(syn::Error::into_compile_error);
            let Library { import, name: krate } = library;
            let product_type = expand::product_type(plan.as_ref().map(|(_, plan)| plan), &krate);
            let type_checks = plan.map(|(input, plan)| expand::type_checks(input, &plan, &krate));
            let fallback = fallback::stand_ins(derive, &krate, &product_type, type_checks.as_ref());
            quote!(#errors #import #fallback)
        }
    }
}

/// Gives a trait the words of a rule for when it is not implemented. For `amazonpay-update` itself.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn refuses(options: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    refuses::with_words(options.into(), &item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// The value of a literal, checked here: `$crate, StoreId, "..."`. For the literal macros of
/// `amazonpay-update`.
#[doc(hidden)]
#[proc_macro]
pub fn literal_value(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    value_macro::value(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// The value of a list of literals: `$crate, Scopes of Scope, "...", "..."`. As [`literal_value!`].
#[doc(hidden)]
#[proc_macro]
pub fn literal_list(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    value_macro::list(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// The payload that JSON stands for: `$crate, PayOnly, { ... }`. Its documentation is that of
/// `amazonpay_update::update_payload!`.
#[doc(hidden)]
#[proc_macro]
pub fn update_payload(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    json::update_payload(input.into()).into()
}

/// The payload that a file of JSON stands for: `$crate, PayOnly, "update.json"`. As [`update_payload!`].
#[doc(hidden)]
#[proc_macro]
pub fn include_update_payload(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    json::file::include_update_payload(input.into()).into()
}

/// The value of a constant text: `$crate, StoreId, TEXT`. For the literal macros of `amazonpay-update`.
#[doc(hidden)]
#[proc_macro]
pub fn constant_value(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    constant_macro::value(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// The value of a list of constant texts: `$crate, Scopes of Scope, TEXT, TEXT`. As [`constant_value!`].
#[doc(hidden)]
#[proc_macro]
pub fn constant_list(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    constant_macro::list(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Refuses what a literal macro was given and is no text: `$crate, StoreId, ...`.
#[doc(hidden)]
#[proc_macro]
pub fn no_text(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    constant_macro::no_text(input.into()).into_compile_error().into()
}

/// Types and traits that the schema's table has: `members`, `choices` or `rule_traits`. For
/// `amazonpay-update` itself.
#[doc(hidden)]
#[proc_macro]
pub fn from_schema(what: proc_macro::TokenStream) -> proc_macro::TokenStream {
    from_schema::items(what.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}
