//! What the macros of [`amazonpay-update`](https://docs.rs/amazonpay-update) expand to.
//!
//! It is a crate of its own to shorten builds: Cargo starts to compile a library when its dependencies are
//! type-checked, but a crate of macros only when its dependencies are compiled. `amazonpay-update-derive` only calls
//! this crate.
//!
//! In the order of the data: `receiver` writes `Self` out. `ast` reads the struct, and `attr` its attributes, with
//! `options` and `allow`. `valid` checks the struct by the schema's table, with `needs` for a member that needs another,
//! and makes a `plan`. `expand` writes the plan down and decides nothing. If a rule is broken, `fallback` is written
//! instead. `from_schema` makes the library's own types from the table, with `no_setter` for the names that have no
//! setter.
//!
//! `json` expands `update_payload!`, and `value_macro` and `constant_macro` expand the literal macros. `library` finds
//! the name by which the caller knows the library.

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
mod no_setter;
mod options;
mod plan;
mod receiver;
mod refuses;
mod valid;
mod value_macro;

use library::Library;
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

/// The impls and the builder of a struct.
#[must_use]
pub fn derive_update_payload(input: TokenStream) -> TokenStream {
    match syn::parse2::<DeriveInput>(input.clone()) {
        Ok(derive) => derived(&receiver::written_out(&derive, input).unwrap_or(derive)),
        // syn reads all but a constant expression with statements, for example the length of an array.
        Err(error) => refused(&syn::Error::new(
            error.span(),
            "the derive cannot read this constant expression: name it by a `const` before the struct",
        )),
    }
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
            let errors = result.err().map(|error| refused(&error));
            let Library { import, name: krate } = library;
            let product_type = expand::product_type(plan.as_ref().map(|(_, plan)| plan), &krate);
            let type_checks = plan.map(|(input, plan)| expand::type_checks(input, &plan, &krate));
            let fallback = fallback::stand_ins(derive, &krate, &product_type, type_checks.as_ref());
            quote!(#errors #import #fallback)
        }
    }
}

/// The errors as an item.
fn refused(error: &syn::Error) -> TokenStream {
    let errors = errors::compile_errors(error);
    quote!(const _: () = #errors;)
}

/// Gives a trait the words of the rule that the options name.
#[must_use]
pub fn refuses(options: TokenStream, item: &TokenStream) -> TokenStream {
    refuses::with_words(options, item).unwrap_or_else(syn::Error::into_compile_error)
}

/// The value of a literal.
#[must_use]
pub fn literal_value(input: TokenStream) -> TokenStream {
    value_macro::value(input).unwrap_or_else(|error| errors::compile_errors(&error))
}

/// The value of a list of literals.
#[must_use]
pub fn literal_list(input: TokenStream) -> TokenStream {
    value_macro::list(input).unwrap_or_else(|error| errors::compile_errors(&error))
}

/// The payload of a JSON text.
#[must_use]
pub fn update_payload(input: TokenStream) -> TokenStream {
    json::update_payload(input)
}

/// The payload of a JSON file.
#[must_use]
pub fn include_update_payload(input: TokenStream) -> TokenStream {
    json::file::include_update_payload(input)
}

/// The value of a constant text.
#[must_use]
pub fn constant_value(input: TokenStream) -> TokenStream {
    constant_macro::value(input).unwrap_or_else(|error| errors::compile_errors(&error))
}

/// The value of a list of constant texts.
#[must_use]
pub fn constant_list(input: TokenStream) -> TokenStream {
    constant_macro::list(input).unwrap_or_else(|error| errors::compile_errors(&error))
}

/// Refuses a value that is not a text.
#[must_use]
pub fn no_text(input: TokenStream) -> TokenStream {
    errors::compile_errors(&constant_macro::no_text(input))
}

/// The library's types, traits and functions that the schema's table describes.
#[must_use]
pub fn from_schema(what: TokenStream) -> TokenStream {
    from_schema::items(what).unwrap_or_else(syn::Error::into_compile_error)
}
