//! The expansion of `update_payload!`: constant text, or statements that write a text.

use super::item::{Item, Kind};
use super::tokens::is_punct;
use crate::errors::{Errors, compile_errors};
use crate::expand::writing::{Dynamic, Members, Node, Writing, insert_sorted};
use amazonpay_update_rules::Word;
use amazonpay_update_rules::escape::push_string;
use amazonpay_update_rules::schema::{self, Holds, Member};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

pub(super) fn payload(item: Option<&Item>, word: Word, krate: &TokenStream, errors: Errors) -> TokenStream {
    let product_type = Ident::new(word.as_str(), Span::call_site());
    let product_type = quote!(#krate::#product_type);
    let ty = quote!(#krate::PayloadText::<#product_type>);
    let mut expressions = Expressions { krate, evaluated: Vec::new(), checks: TokenStream::new() };
    let members = item.map(|item| expressions.members("", item)).unwrap_or_default();
    let Expressions { evaluated, checks, .. } = expressions;
    let import = (!evaluated.is_empty()).then(|| quote!(use #krate::given as amazon_pay_given;));
    let evaluated = evaluated.iter().map(|(_, statement)| statement);
    let statements = quote!(#import #(#evaluated)*);
    if let Err(errors) = errors.into_result() {
        // The expressions are still type-checked, and the payload still has its type.
        let errors = compile_errors(&errors);
        return quote!({ #errors #statements #checks #ty::from_static("", #product_type, #krate::CHECKED) });
    }
    let writing = Writing::of(&members, krate);
    if let Some(text) = writing.constant() {
        return quote!({ #statements #checks #ty::from_static(#text, #product_type, #krate::CHECKED) });
    }
    let write = writing.write();
    quote!({
        #statements
        #checks
        let mut length_ = <#krate::Length as #krate::Default>::default();
        {
            let out_ = &mut length_;
            #write
        }
        let mut text_ = #krate::String::with_capacity(#krate::Length::bytes(length_));
        {
            let out_ = &mut text_;
            #write
        }
        #ty::from_text(text_, #product_type, #krate::CHECKED)
    })
}

/// The expressions of a payload.
struct Expressions<'k> {
    krate: &'k TokenStream,
    /// Statements that evaluate each expression once, in the order of the source.
    evaluated: Vec<(usize, TokenStream)>,
    /// Statements that take each expression as a value of its member's type.
    checks: TokenStream,
}

impl Expressions<'_> {
    fn members(&mut self, parent: &str, object: &Item) -> Members {
        let mut members = Members::new();
        let Kind::Object(given) = &object.kind else { return members };
        for (key, item) in given {
            let row = schema::members_of(parent).into_iter().find(|row| row.name == key.name);
            let node = match (row, &item.kind) {
                (_, Kind::Unread) => continue,
                (Some(row), Kind::Expression(tokens, nth)) => self.expression(row, tokens, *nth),
                (Some(row), Kind::Object(_))
                    if matches!(row.holds, Holds::Object(_)) && has_expressions(item) =>
                {
                    Node::Object(self.members(row.name, item))
                }
                _ => Node::Constant(json(item)),
            };
            insert_sorted(&mut members, &key.name, node);
        }
        members
    }

    fn expression(&mut self, row: &Member, tokens: &TokenStream, nth: usize) -> Node {
        // A word without quotes is refused already, and it is no Rust value.
        if row.constant().is_some() && is_word(tokens, row) {
            return Node::Constant(String::new());
        }
        let krate = self.krate;
        let span = tokens.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
        let (given, value) = (local("given", nth, span), local("value", nth, span));
        let tokens = parsed(tokens, row, krate);
        let at = self.evaluated.partition_point(|(other, _)| *other < nth);
        self.evaluated.insert(at, (nth, quote_spanned!(span=> let #given = &(#tokens);)));
        if !row.can_be_stated() || row.constant().is_some() {
            return Node::Constant(String::new());
        }
        let name = Ident::new(row.name, span);
        quote_spanned!(span=> let #value = amazon_pay_given::#name(#given);).to_tokens(&mut self.checks);
        if let Some(only) = row.only.filter(|_| !row.words().is_empty()) {
            quote!(let _ = #value;).to_tokens(&mut self.checks);
            return Node::Constant(only.value.json());
        }
        let is_text = matches!(row.holds, Holds::Text(..));
        if row.is_asked_for() {
            Node::Dynamic(Dynamic { optional: None, value: quote!(#value), is_text })
        } else {
            Node::Dynamic(Dynamic { optional: Some(quote!(#value)), value: quote!(*value_), is_text })
        }
    }
}

/// Whether an expression is one of the member's words.
fn is_word(tokens: &TokenStream, row: &Member) -> bool {
    let text = tokens.to_string();
    row.words().iter().any(|word| word.as_str() == text)
}

/// A name that no expression uses. It has the span of the expression's first token, so that rustc points there and
/// not to the whole macro.
fn local(name: &str, nth: usize, place: Span) -> Ident {
    Ident::new(&format!("amazon_pay_{name}_{nth}"), place)
}

/// Gives `text.parse()` its target type, which rustc could not infer. Behind it comes nothing, `?`, or a method of its
/// result. So `parse(text)`, `text.parse::<T>()` and `arguments.parse().id` are the user's own.
fn parsed(tokens: &TokenStream, row: &Member, krate: &TokenStream) -> TokenStream {
    let (Holds::Text(ty, _), true) = (row.holds, row.can_be_stated()) else { return tokens.clone() };
    let ty = Ident::new(ty, Span::call_site());
    let given: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut all = TokenStream::new();
    for (nth, token) in given.iter().enumerate() {
        token.to_tokens(&mut all);
        if nth > 0 && begins_with_parse(&given[nth - 1..]) {
            quote!(::<#krate::#ty>).to_tokens(&mut all);
        }
    }
    all
}

fn begins_with_parse(tokens: &[TokenTree]) -> bool {
    let [dot, TokenTree::Ident(name), TokenTree::Group(arguments), rest @ ..] = tokens else { return false };
    let ends = match rest {
        [] => true,
        [mark, ..] if is_punct(Some(mark), '?') => true,
        [dot, TokenTree::Ident(_), TokenTree::Group(_), ..] => is_punct(Some(dot), '.'),
        _ => false,
    };
    is_punct(Some(dot), '.') && name == "parse" && arguments.stream().is_empty() && ends
}

fn has_expressions(item: &Item) -> bool {
    match &item.kind {
        Kind::Expression(..) => true,
        Kind::List(items) => items.iter().any(has_expressions),
        Kind::Object(members) => members.iter().any(|(_, item)| has_expressions(item)),
        Kind::Null | Kind::Flag(_) | Kind::Number | Kind::Text(_) | Kind::Absent | Kind::Unread => false,
    }
}

/// Canonical JSON of a value without expressions.
fn json(item: &Item) -> String {
    let mut out = String::new();
    write(item, &mut out);
    out
}

fn write(item: &Item, out: &mut String) {
    match &item.kind {
        // A payload has no numbers, so a number is already refused.
        Kind::Null | Kind::Number | Kind::Expression(..) | Kind::Absent | Kind::Unread => {
            out.push_str("null");
        }
        Kind::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Kind::Text(text) => push_string(out, text),
        Kind::List(items) => {
            out.push('[');
            for (nth, item) in items.iter().enumerate() {
                out.push_str(if nth == 0 { "" } else { "," });
                write(item, out);
            }
            out.push(']');
        }
        Kind::Object(members) => {
            out.push('{');
            for (nth, (key, item)) in members.iter().enumerate() {
                out.push_str(if nth == 0 { "" } else { "," });
                push_string(out, &key.name);
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
    }
}
