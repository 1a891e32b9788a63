//! The literal macros. While a macro expands, it checks the literal with the functions that check a text at run time.
//! So every broken rule is reported at the literal itself.

use crate::constant_macro;
use crate::errors::{Errors, compile_errors};
use crate::literal::wrong_text;
use crate::macro_input::{List, Value};
use amazonpay_update_rules::RuleSet;
use amazonpay_update_rules::schema::{self, Holds, Limit};
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
    let live = environment.as_ref().map(constant_macro::is_live).transpose()?;
    let errors = Errors::default();
    let Some(value) = schema::value_check(&name.to_string()) else {
        // Otherwise a text of any form would become the value of a type with another name.
        return Err(syn::Error::new(name.span(), "the library has no literal of this name"));
    };
    let broken = match (value.in_environment, live) {
        (Some(check), Some(live)) => check(&text.value(), live),
        _ => (value.check)(&text.value()),
    };
    refuse(text, broken, value.known, value.limit, &errors);
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
