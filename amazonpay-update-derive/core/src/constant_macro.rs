//! The expansion of a literal macro whose argument is not a literal. A constant becomes an item constant, whose
//! evaluation fails when it breaks a rule. A bare call would panic only when it runs, and an inline `const {}` would
//! be evaluated only by `cargo build`.

use crate::errors::Errors;
use crate::macro_input::{List, Value};
use amazonpay_update_rules::schema::{self, ENVIRONMENTS};
use amazonpay_update_rules::{Refusal, Rule};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Lit;

/// The value of a constant text.
pub(crate) fn value(input: TokenStream) -> syn::Result<TokenStream> {
    let Value { krate, name, text, environment } = syn::parse2(input)?;
    refuse_run_time(&name, std::slice::from_ref(&text))?;
    environment.as_ref().map(is_live).transpose()?;
    let (given, constant) = (constant("AMAZON_PAY_TEXT", &text), constant("AMAZON_PAY_VALUE", &text));
    let value = match environment {
        Some(environment) => quote!(from_static_in(#given, #krate::Environment::#environment)),
        None => quote!(from_static(#given)),
    };
    // The text is a constant by itself, so that rustc reports only a wrong type.
    Ok(quote!({
        const #given: &#krate::__private::str = #text;
        const #constant: #krate::#name = #krate::#name::#value;
        #constant
    }))
}

/// The value of a list of constant texts.
pub(crate) fn list(input: TokenStream) -> syn::Result<TokenStream> {
    let List { krate, name, element, texts } = syn::parse2(input)?;
    refuse_values(&name, &element, &texts)?;
    refuse_run_time(&element, &texts)?;
    let Some(last) = texts.last() else { return Err(not_one_text(&name, name.span())) };
    let (given, list) = (constant("AMAZON_PAY_TEXTS", last), constant("AMAZON_PAY_LIST", last));
    let (constant, nth) = (constant("AMAZON_PAY_VALUE", last), 0..texts.len());
    Ok(quote!({
        const #given: &[&#krate::__private::str] = &[#(#texts),*];
        const #list: &[#krate::#element] = &[#(#krate::#element::from_static(#given[#nth])),*];
        const #constant: #krate::#name = #krate::#name::from_static(#list);
        #constant
    }))
}

/// The error of an argument that is not a text. The input is `$crate, StoreId` and the argument.
pub(crate) fn no_text(input: TokenStream) -> syn::Error {
    let tokens: Vec<TokenTree> = input.into_iter().collect();
    let (head, given) = tokens.split_at(tokens.len().min(4));
    let name = match head.get(2) {
        Some(TokenTree::Ident(name)) => name.clone(),
        _ => Ident::new("value", Span::call_site()),
    };
    // The tokens after the first text are too many.
    let comma =
        given.iter().position(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ','));
    let surplus = given.get(comma.map_or(1, |comma| comma + 1)).or(given.first());
    // Otherwise the error points to the user's macro. With this macro's span, rustc would name this macro, too.
    let span = surplus.map_or(name.span(), TokenTree::span);
    let in_environment = schema::value_check(&name.to_string()).and_then(|value| value.in_environment);
    if in_environment.is_some() && comma.is_some() {
        wrong_environment(span)
    } else {
        not_one_text(&name, span)
    }
}

/// Whether the environment that follows a key's id is Live.
pub(crate) fn is_live(environment: &Ident) -> syn::Result<bool> {
    let known = ENVIRONMENTS.iter().find(|(name, _)| environment == name);
    known.map(|(_, live)| *live).ok_or_else(|| wrong_environment(environment.span()))
}

/// The error of an argument that follows a key's id and is not an environment.
fn wrong_environment(span: Span) -> syn::Error {
    let [(live, _), (sandbox, _)] = ENVIRONMENTS;
    let expected = format!("`{sandbox}` or `{live}`, as that word alone");
    wrong_type(&Ident::new("environment", span), span, &expected)
}

fn not_one_text(name: &Ident, span: Span) -> syn::Error {
    wrong_type(name, span, "one text, as a literal or a constant")
}

/// Refuses `Scope::NAME` in a list of texts.
fn refuse_values(name: &Ident, element: &Ident, texts: &[TokenTree]) -> syn::Result<()> {
    let is_value = |text: &&TokenTree| {
        let mut tokens = match text {
            TokenTree::Group(group) => group.stream(),
            other => other.to_token_stream(),
        }
        .into_iter();
        let is_element = matches!(tokens.next(), Some(TokenTree::Ident(ident)) if ident == *element);
        is_element && matches!(tokens.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == ':')
    };
    match texts.iter().find(is_value) {
        Some(text) => {
            let expected = format!("texts; values of `{element}` stand in `{name}::new([...])?`");
            Err(wrong_type(element, text.span(), &expected))
        }
        None => Ok(()),
    }
}

/// Refuses a text that cannot be a constant, because rustc's error would name the macro's own constant.
fn refuse_run_time(name: &Ident, texts: &[TokenTree]) -> syn::Result<()> {
    let of_run_time = |text: &TokenTree| {
        let variable = variable(text.to_token_stream()).map(|variable| variable.span());
        variable.or_else(|| is_of_run_time(text.to_token_stream()).then(|| text.span()))
    };
    match texts.iter().find_map(of_run_time) {
        Some(span) => {
            let expected = format!(
                "a literal or a constant; a text known only at run time is parsed: `text.parse::<{name}>()?`"
            );
            Err(wrong_type(name, span, &expected))
        }
        None => Ok(()),
    }
}

/// The variable that an expression is, or a part or method of. Its name tells: a constant has capitals. A constant in
/// small letters is refused as well, because the macro sees only the name. rustc warns of such a name.
fn variable(text: TokenStream) -> Option<Ident> {
    let is_operator =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if "&*".contains(punct.as_char()));
    let mut tokens = text.into_iter().skip_while(is_operator);
    match tokens.next()? {
        TokenTree::Group(group) => variable(group.stream()),
        TokenTree::Ident(ident) => {
            let stands_alone = match tokens.next() {
                None => true,
                Some(TokenTree::Punct(punct)) => punct.as_char() == '.',
                Some(_) => false,
            };
            (stands_alone && !ident.to_string().contains(char::is_uppercase)).then_some(ident)
        }
        TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    }
}

/// The error of a literal that is no text.
pub(crate) fn wrong_literal(name: &Ident, literal: &Lit) -> syn::Error {
    let prefix = match literal {
        Lit::ByteStr(_) => ", without the `b` before it",
        Lit::CStr(_) => ", without the `c` before it",
        _ => "",
    };
    wrong_type(name, literal.span(), &format!("a text in double quotes{prefix}"))
}

fn wrong_type(name: &Ident, span: Span, expected: &str) -> syn::Error {
    let errors = Errors::default();
    let rust_type = name.to_string();
    let about = schema::by_type(&rust_type).map_or(rust_type.as_str(), |member| member.name);
    errors
        .refuse(span, &Refusal::new(Rule::WrongMemberType).about(about).hint(format!("expected {expected}")));
    match errors.into_result() {
        Err(error) => error,
        Ok(()) => syn::Error::new(span, expected),
    }
}

/// Whether an expression makes a `String`, reads the environment as `env::var` does, or can return early. One of these
/// words alone does not tell, because it can be a module of constants.
fn is_of_run_time(text: TokenStream) -> bool {
    let (mut words, mut is_within) = (Vec::new(), false);
    for token in text {
        words.push(match token {
            TokenTree::Group(group) => {
                is_within |= is_of_run_time(group.stream());
                if group.delimiter() == Delimiter::Parenthesis { "(".to_owned() } else { String::new() }
            }
            other => other.to_string(),
        });
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_here = |at| {
        matches!(
            words[at..],
            ["format", "!", ..]
                | ["to_string" | "to_owned", "(", ..]
                | ["String", ":", ":", _, "(", ..]
                | ["env", ":", ":", "var", ..]
                | ["?", ..]
        )
    };
    is_within || (0..words.len()).any(is_here)
}

/// A name at the place of the text, so that rustc's errors point there and quote none of the macro's code.
fn constant(name: &str, text: &TokenTree) -> Ident {
    Ident::new(name, text.span())
}
