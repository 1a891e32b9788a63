//! `update_payload!`: Amazon's JSON with Rust expressions in it, or as a string literal, checked by the table
//! and written as the derive writes.

mod expand;
pub(crate) mod file;
mod item;
mod text;
mod tokens;

use crate::errors::Errors;
use amazonpay_update_rules::check::{self, Place, Report};
use amazonpay_update_rules::schema::{self, Member};
use amazonpay_update_rules::{Path, Refusal, Rule, Word};
use item::{At, Item, Key, Kind};
use proc_macro2::{Delimiter, Literal, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{Lit, LitStr};

/// `$crate, PayOnly, { ... }` or `$crate, PayOnly, "..."`.
pub(crate) fn update_payload(input: TokenStream) -> TokenStream {
    let errors = Errors::default();
    let given = Given::of(input);
    let word = given.product_type(["update_payload", "{ ... }"], &errors);
    let item = given.body(word).and_then(|body| read(body, &errors));
    checked(item.as_ref(), word, &given.krate, errors)
}

/// The input of a macro that makes a payload.
struct Given {
    /// The place of the user's macro. With the inner macro's span, rustc would also name the inner macro.
    place: Span,
    krate: TokenStream,
    /// The tokens before the first comma.
    before: Vec<TokenTree>,
    /// The tokens after it.
    behind: Vec<TokenTree>,
    /// The payload, if it follows the product type without a comma.
    without_comma: Option<Span>,
}

impl Given {
    fn of(input: TokenStream) -> Given {
        let mut tokens = input.into_iter();
        let krate = tokens.next();
        let place = krate.as_ref().map_or_else(Span::call_site, TokenTree::span);
        let krate = krate.map(|krate| quote!(#krate::__private)).unwrap_or_default();
        let _comma = tokens.next();
        let mut before: Vec<TokenTree> = tokens.collect();
        let comma = before.iter().position(is_comma);
        let mut behind: Vec<TokenTree> =
            comma.map(|comma| before.drain(comma..).skip(1).collect()).unwrap_or_default();
        let mut without_comma = None;
        if let ([TokenTree::Ident(name), payload], true) = (&before[..], behind.is_empty())
            && word(&name.to_string()).is_some()
            && begins_payload(payload)
        {
            without_comma = Some(match payload {
                TokenTree::Group(group) => group.span_open(),
                _ => payload.span(),
            });
            behind.extend(before.pop());
        }
        Given { place, krate, before, behind, without_comma }
    }

    /// The name that stands for the product type: a word, in quotes or at the end of a path, too.
    fn name(&self) -> String {
        if let [TokenTree::Literal(literal)] = &self.before[..] {
            return text_literal(literal).map(|text| text.value()).unwrap_or_default();
        }
        let path = syn::parse2::<syn::Path>(self.before.iter().cloned().collect());
        path.ok().and_then(|path| Some(path.segments.last()?.ident.to_string())).unwrap_or_default()
    }

    /// The product type before the first comma. An example in an error has the name of the macro, and its second
    /// argument.
    fn product_type(&self, [name_of_macro, behind]: [&str; 2], errors: &Errors) -> Option<Word> {
        if let Some(payload) = self.without_comma {
            not_json(payload, "expected `,` before this", errors);
        }
        let option = schema::button_option();
        let name = self.name();
        let word = word(&name);
        let is_variable = matches!(self.before[..], [TokenTree::Ident(_), ..]);
        if let (None, Some(rule)) = (word, option.required) {
            let span = self.before.first().map_or(self.place, TokenTree::span);
            let words: Vec<&str> = option.words().iter().map(|word| word.as_str()).collect();
            let hint = match amazonpay_update_rules::closest(&name, &words) {
                Some(near) => format!("did you mean `{near}`?"),
                None if is_variable && name.starts_with(char::is_lowercase) => format!(
                    "write the word itself, `{}`, and not a variable; for a product type that is known only at run \
                     time, check a text with `CheckedPayload::check` and state it with `for_product_type`",
                    words.join("` or `")
                ),
                None => format!("it comes first: `{name_of_macro}!({}, {behind})`", words[0]),
            };
            errors.refuse(span, &Refusal::new(rule).hint(hint));
        }
        word
    }

    /// The tokens after the product type, or in its place if it was forgotten. `None` if the product type is refused
    /// and there is nothing else: the example in its error has a payload.
    fn body(&self, word: Option<Word>) -> Option<&[TokenTree]> {
        if !self.behind.is_empty() {
            return Some(&self.behind);
        }
        (word.is_some() || self.before.first().is_some_and(begins_payload)).then_some(&self.before)
    }
}

/// The product type of this name.
fn word(name: &str) -> Option<Word> {
    schema::button_option().words().iter().copied().find(|word| word.as_str() == name)
}

fn begins_payload(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => matches!(group.delimiter(), Delimiter::Brace | Delimiter::None),
        TokenTree::Literal(literal) => text_literal(literal).is_some(),
        TokenTree::Ident(_) | TokenTree::Punct(_) => false,
    }
}

/// The payload, or all of its mistakes.
fn checked(item: Option<&Item>, word: Option<Word>, krate: &TokenStream, errors: Errors) -> TokenStream {
    if let Some(item) = item {
        check::check(item, word, &mut Found { errors: &errors });
    }
    let word = word.unwrap_or(schema::any_product_type());
    expand::payload(item, word, krate, errors)
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

const EXPECTED: &str = "expected an object in braces, or a string literal of JSON, behind the product type";

/// Where a text goes that no literal gives.
const ELSEWHERE: &str = "a text known only at run time goes to `CheckedPayload::check_for`, and the path of a file to \
                         `include_update_payload!`";

fn read(body: &[TokenTree], errors: &Errors) -> Option<Item> {
    let expected_end = |rest: &[TokenTree], hint| {
        if let Some(more) = rest.iter().find(|token| !is_comma(token)) {
            not_json(more.span(), hint, errors);
        }
    };
    match body {
        [TokenTree::Group(group), rest @ ..] if group.delimiter() == Delimiter::Brace => {
            expected_end(rest, "expected the end behind the object");
            Some(tokens::Reader { errors, level: 0, expressions: 0 }.object(group, ""))
        }
        [TokenTree::Literal(literal), rest @ ..] => {
            let Some(text) = text_literal(literal) else {
                not_json(literal.span(), EXPECTED, errors);
                return None;
            };
            expected_end(rest, "expected the end behind the string literal");
            read_text(&text.value(), literal.span(), errors)
        }
        _ => {
            let hint = match body.first() {
                Some(TokenTree::Ident(name)) if word(&name.to_string()).is_none() => {
                    format!("{EXPECTED}; {ELSEWHERE}")
                }
                _ => EXPECTED.to_owned(),
            };
            not_json(body.first().map_or_else(Span::call_site, TokenTree::span), &hint, errors);
            None
        }
    }
}

fn text_literal(literal: &Literal) -> Option<LitStr> {
    match Lit::new(literal.clone()) {
        Lit::Str(text) if text.suffix().is_empty() => Some(text),
        _ => None,
    }
}

fn not_json(span: Span, hint: &str, errors: &Errors) {
    errors.refuse(span, &Refusal::new(Rule::NotJson).hint(hint));
}

fn read_text(text: &str, span: Span, errors: &Errors) -> Option<Item> {
    text::read(text, span).map_err(|(at, refusal)| refuse(at, refusal, errors)).ok()
}

/// Reports what the check finds: at the token, and in a string literal with line and column.
struct Found<'e> {
    errors: &'e Errors,
}

impl Report<Item> for Found<'_> {
    fn refuse(&mut self, path: &Path<'_>, place: Place<'_, Item>, refusal: impl FnOnce() -> Refusal) {
        let at = match place {
            Place::Value(Item { kind: Kind::Unread, .. }) | Place::Key(Key { is_refused: true, .. }) => {
                return;
            }
            Place::Value(item) => item.at,
            Place::Key(key) => key.at,
        };
        let mut refusal = refusal();
        // The words of some rules name the member themselves.
        if !refusal.has_subject() && !refusal.rule().words().starts_with('`') && !path.member().is_empty() {
            refusal = refusal.about(path.member());
        }
        refuse(at, refusal, self.errors);
    }

    /// The compiler takes no warnings from a macro.
    fn more_bytes(&mut self, _: &Path<'_>, _: &Member, _: usize, _: &str) {}
}

fn refuse(at: At, refusal: Refusal, errors: &Errors) {
    let refusal = match at.position {
        Some((line, column)) => refusal.hint(format!("at line {line}, column {column}")),
        None => refusal,
    };
    errors.refuse(at.span, &refusal);
}
