//! Reads the options in `#[amazon_pay(...)]`, one after the other, without their meaning.

use crate::errors::Errors;
use amazonpay_update_rules::{Refusal, Rule, closest};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::cell::Cell;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Lit, Meta, Token};

/// Misspelled names of the attribute. The derive declares these too. Otherwise rustc would only say that it cannot
/// find them, and every option in them would be missing.
const MISSPELT: [&str; 4] = ["amazonpay", "amazonPay", "amazon", "amazon_pay_update"];

/// Whether a path is `amazon_pay` or a misspelling of it. rustc itself reports a misspelling that the derive does not
/// declare. The options in it are still read, so that they are not reported as missing.
pub(crate) fn is_near(path: &syn::Path) -> bool {
    path.get_ident().is_some_and(|name| closest(&name.to_string(), &["amazon_pay"]).is_some())
}

/// Whether the attribute's options are read, under the right or a misspelled name.
pub(crate) fn is_ours(path: &syn::Path) -> bool {
    MISSPELT.iter().any(|name| path.is_ident(name)) || is_near(path)
}

/// Calls `read` for each option, and goes on to the next one after an error. Tokens that do not begin with a name are
/// left to `read`. `example` is an option as it should be written.
pub(crate) fn for_each_option(
    attrs: &[Attribute],
    errors: &Slips<'_>,
    example: &str,
    read: &mut dyn FnMut(Option<Ident>, ParseStream<'_>) -> syn::Result<()>,
) {
    for attr in attrs {
        if !is_ours(attr.path()) {
            continue;
        }
        if MISSPELT.iter().any(|name| attr.path().is_ident(name)) {
            let name = attr.path().segments[0].ident.to_string();
            let refusal = Refusal::new(Rule::UnknownAttribute).about(format!("#[{name}(...)]"));
            // The options in it are still read, and are no further mistake.
            errors.errors.refuse_tokens(attr.path(), &refusal.hint("did you mean `#[amazon_pay(...)]`?"));
        }
        let parser = |input: ParseStream<'_>| {
            while !input.is_empty() {
                let name =
                    if input.peek(Ident::peek_any) { Some(input.call(Ident::parse_any)?) } else { None };
                let mut result = read(name.clone(), input);
                let is_read = result.is_ok();
                if result.is_ok() && !input.is_empty() && !input.peek(Token![,]) {
                    result = Err(input.error("expected `,` before the next option"));
                }
                let is_next = result.is_err()
                    && is_read
                    && (input.peek(Ident::peek_any) || input.parse::<Option<Token![;]>>()?.is_some());
                if let Err(error) = result {
                    // If the whole value is missing, the error points to the name.
                    let bare = name.as_ref().filter(|_| input.is_empty());
                    let span = bare.map_or(error.span(), Ident::span);
                    let about = name.map_or("amazon_pay".to_owned(), |name| name.unraw().to_string());
                    refuse_value(&about, span, &error, errors);
                    // If only a comma is missing, or is a semicolon, the next option begins here.
                    if !is_next {
                        value_tokens(input);
                    }
                }
                input.parse::<Option<Token![,]>>()?;
            }
            Ok(())
        };
        let result = match &attr.meta {
            Meta::List(list) => parser.parse2(list.tokens.clone()),
            Meta::Path(path) => Err(syn::Error::new_spanned(path, "")),
            Meta::NameValue(pair) => Err(syn::Error::new_spanned(&pair.value, "")),
        };
        if let Err(error) = result {
            errors.of_shape.set(true);
            let hint = format!("write `#[amazon_pay({example})]`");
            refuse_value(&"amazon_pay", error.span(), &syn::Error::new(error.span(), hint), errors);
        }
    }
}

/// Refuses an option that the struct or the field already has.
pub(crate) fn refuse_again(option: &Ident, stands_already: bool, errors: &Slips<'_>) {
    if stands_already {
        let refusal = Refusal::new(Rule::AttributeValue).about(option.unraw().to_string());
        errors.refuse(option.span(), &refusal.hint("the option stands here twice: remove one of the two"));
    }
}

/// Refuses an option whose value could not be read.
pub(crate) fn refuse_value(
    option: &dyn std::fmt::Display,
    span: Span,
    error: &syn::Error,
    errors: &Slips<'_>,
) {
    let refusal = Refusal::new(Rule::AttributeValue).about(option.to_string()).hint(error.to_string());
    errors.refuse(span, &refusal);
}

/// Takes the errors of one item's attributes, and remembers whether there were any.
pub(crate) struct Slips<'a> {
    errors: &'a Errors,
    pub(crate) any: Cell<bool>,
    /// An attribute has no options in parentheses.
    pub(crate) of_shape: Cell<bool>,
}

impl Slips<'_> {
    pub(crate) fn new(errors: &Errors) -> Slips<'_> {
        Slips { errors, any: Cell::new(false), of_shape: Cell::new(false) }
    }

    pub(crate) fn refuse(&self, span: Span, refusal: &Refusal) {
        self.any.set(true);
        self.errors.refuse(span, refusal);
    }
}

/// Every name and text in an attribute, without the attribute's own name.
pub(crate) fn names(tokens: &impl ToTokens) -> Vec<String> {
    fn collect(tokens: TokenStream, names: &mut Vec<String>) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => collect(group.stream(), names),
                TokenTree::Ident(ident) => names.push(ident.unraw().to_string()),
                TokenTree::Literal(literal) => {
                    if let Lit::Str(text) = Lit::new(literal) {
                        names.push(text.value());
                    }
                }
                TokenTree::Punct(_) => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(tokens.to_token_stream(), &mut found);
    found
}

/// The value alone: `x` of `= x`, `: x` or `(x)`.
pub(crate) fn bare_value(value: &TokenStream) -> TokenStream {
    let mut bare: Vec<TokenTree> = Vec::new();
    for token in value.clone() {
        if !(bare.is_empty() && matches!(token, TokenTree::Punct(_))) {
            bare.push(token);
        }
    }
    match &bare[..] {
        [TokenTree::Group(group)] => group.stream(),
        tokens => quote!(#(#tokens)*),
    }
}

/// The tokens up to the next comma.
pub(crate) fn value_tokens(input: ParseStream<'_>) -> TokenStream {
    let mut value = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        push_token(input, &mut value);
    }
    value
}

/// Moves the next token to the end of `value`.
pub(crate) fn push_token(input: ParseStream<'_>, value: &mut TokenStream) {
    if let Ok(token) = input.parse::<TokenTree>() {
        token.to_tokens(value);
    }
}
