//! The literal macros. While a macro expands, it checks the literal with the functions that check a text at run time.
//! So every broken rule is reported at the literal itself.

use crate::constant_macro;
use crate::errors::{Errors, compile_errors};
use crate::literal::wrong_text;
use crate::macro_input::{List, Value};
use amazonpay_update_rules::schema::{self, Holds, Limit};
use amazonpay_update_rules::{Rule, RuleSet, text};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Lit, LitStr};

/// The value of a literal.
pub(crate) fn value(input: TokenStream) -> syn::Result<TokenStream> {
    let Value { krate, name, text, environment } = syn::parse2(input)?;
    let literal: Lit = syn::parse2(text.into())?;
    let Lit::Str(text) = &literal else {
        return Err(constant_macro::wrong_literal(&name, &literal));
    };
    constant_macro::refuse_environment(environment.as_ref())?;
    let errors = Errors::default();
    if let Some(value) = schema::value_check(&name.to_string()) {
        refuse(text, (value.check)(&text.value()), value.known, value.limit, &errors);
    }
    if let Some(environment) = &environment {
        let live = environment == "Live";
        if text::public_key_id_in(&text.value(), live).contains(Rule::KeyEnvironmentContradiction) {
            errors.break_rule(text.span(), Rule::KeyEnvironmentContradiction);
        }
    }
    Ok(with_errors(quote!(#krate::#name::from_checked(#text, #krate::__private::CHECKED)), errors))
}

/// The value of a list of literals.
pub(crate) fn list(input: TokenStream) -> syn::Result<TokenStream> {
    let List { krate, name, element, texts } = syn::parse2(input)?;
    let row = schema::by_type(&name.to_string());
    let errors = Errors::default();
    let checked = quote!(#krate::__private::CHECKED);
    let mut seen: Vec<String> = Vec::new();
    let mut values = TokenStream::new();
    for text in texts {
        let literal: Lit = syn::parse2(text.into())?;
        let (Lit::Str(literal), Some(row)) = (&literal, row) else {
            return Err(constant_macro::wrong_literal(&element, &literal));
        };
        quote!(#krate::#element::from_checked(#literal, #checked),).to_tokens(&mut values);
        let text = literal.value();
        if let Holds::Texts(_, check) = row.holds {
            refuse(literal, check("", &text), row.known, row.limit, &errors);
        }
        if let (Some(rule), true) = (row.once, seen.contains(&text)) {
            errors.break_rule(literal.span(), rule);
        }
        seen.push(text);
    }
    let value = quote! {{
        const LIST: &[#krate::#element] = &[#values];
        #krate::#name::from_checked(LIST, #checked)
    }};
    Ok(with_errors(value, errors))
}

fn refuse(literal: &LitStr, broken: RuleSet, known: &[&str], limit: Option<Limit>, errors: &Errors) {
    for rule in broken.iter() {
        errors.refuse(literal.span(), &wrong_text(rule, &literal.value(), known, limit));
    }
}

/// The value beside its errors, so that no further error is reported.
fn with_errors(value: TokenStream, errors: Errors) -> TokenStream {
    match errors.into_result() {
        Ok(()) => value,
        Err(error) => {
            let errors = compile_errors(&error);
            quote!({ #errors #value })
        }
    }
}
