//! `#[refuses(slug)]`: a trait whose refusal has the catalogue's words.

use amazonpay_update_rules::Rule;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Token};

/// `slug`, `about = "..."`, `label = "..."`, `note = "..."`; as many notes as are needed.
struct Refuses {
    rule: Rule,
    about: String,
    label: String,
    notes: Vec<String>,
}

impl Parse for Refuses {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let slug: Ident = input.parse()?;
        let rule = Rule::ALL.iter().copied().find(|rule| slug == rule.slug());
        let rule = rule.ok_or_else(|| syn::Error::new(slug.span(), "the catalogue has no such rule"))?;
        let mut refuses = Refuses { rule, about: String::new(), label: String::new(), notes: Vec::new() };
        while input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let name: Ident = input.parse()?;
            input.parse::<Token![=]>()?;
            let text = input.parse::<LitStr>()?.value();
            match name.to_string().as_str() {
                "about" => refuses.about = text,
                "label" => refuses.label = text,
                "note" => refuses.notes.push(text),
                _ => return Err(syn::Error::new(name.span(), "expected `about`, `label` or `note`")),
            }
        }
        Ok(refuses)
    }
}

pub(crate) fn with_words(options: TokenStream, item: &TokenStream) -> syn::Result<TokenStream> {
    let Refuses { rule, about, label, notes } = syn::parse2(options)?;
    let words = words(rule, &about, &label, &notes);
    Ok(quote!(#words #item))
}

/// The attribute that makes rustc print the words of a rule about `about`, with a label and notes.
pub(crate) fn words(rule: Rule, about: &str, label: &str, notes: &[String]) -> TokenStream {
    let about = if about.is_empty() { String::new() } else { format!("{about}: ") };
    let message = format!("{about}{}", rule.refusal());
    let page = format!("see {}", rule.page());
    quote! {
        #[diagnostic::on_unimplemented(message = #message, label = #label, #(note = #notes,)* note = #page)]
    }
}
