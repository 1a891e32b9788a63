//! `#[amazon_pay(...)]`, on the struct and on its fields.

use crate::errors::Errors;
use amazonpay_update_rules::schema::{self, Member};
use amazonpay_update_rules::{Evidence, Refusal, Rule, closest};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, LitStr, Token};

#[derive(Default)]
pub(crate) struct StructOptions {
    pub(crate) krate: Option<syn::Path>,
    has_allow: bool,
    pub(crate) allowed: Vec<Rule>,
    pub(crate) fixed: Vec<Fixed>,
    /// Names that are refused, or whose value is: nothing is said to be missing that they were meant for.
    pub(crate) unknown: Vec<String>,
}

/// A member whose value stands in the struct attribute.
pub(crate) struct Fixed {
    pub(crate) member: &'static Member,
    pub(crate) name: Ident,
    pub(crate) value: TokenStream,
}

#[derive(Default)]
pub(crate) struct FieldOptions {
    pub(crate) member: Option<LitStr>,
    /// The member was to be named, and is not: nobody knows which one.
    pub(crate) member_unknown: bool,
    pub(crate) default: Option<Default_>,
    pub(crate) skip: Option<Span>,
}

/// `default`, or `default = expression`.
pub(crate) struct Default_ {
    pub(crate) span: Span,
    pub(crate) value: Option<Expr>,
}

impl StructOptions {
    pub(crate) fn read(attrs: &[Attribute], errors: &Errors) -> StructOptions {
        let mut options = StructOptions::default();
        for_each_option(attrs, errors, |name, rest| {
            let text = name.unraw().to_string();
            match text.as_str() {
                "crate" => {
                    refuse_again(&name, options.krate.is_some(), errors);
                    rest.parse::<Token![=]>()?;
                    let hint = "write a path, without quotes: `crate = path::to::amazonpay_update`";
                    let path = rest.call(syn::Path::parse_mod_style);
                    let path = path.map_err(|error| syn::Error::new(error.span(), hint))?;
                    options.krate.get_or_insert(path);
                }
                "allow" => {
                    refuse_again(&name, std::mem::replace(&mut options.has_allow, true), errors);
                    options.allowed.extend(read_allowed(rest, errors)?);
                }
                field => {
                    if let Some(member) = schema::by_field(field) {
                        match rest.parse::<Token![=]>().and_then(|_| value_tokens(rest)) {
                            Ok(value) => options.fixed.push(Fixed { member, name, value }),
                            Err(error) => {
                                options.unknown.push(text);
                                return Err(error);
                            }
                        }
                    } else {
                        skip_value(rest)?;
                        errors.refuse(name.span(), &schema::refuse_option(field));
                        options.unknown.push(text);
                    }
                }
            }
            Ok(())
        });
        options
    }
}

impl FieldOptions {
    pub(crate) fn read(attrs: &[Attribute], errors: &Errors) -> FieldOptions {
        const KNOWN: [&str; 3] = ["member", "default", "skip"];
        let mut options = FieldOptions::default();
        for_each_option(attrs, errors, |name, rest| {
            let text = name.unraw().to_string();
            match text.as_str() {
                "member" | "rename" => {
                    if text == "rename" {
                        // serde's name for it, and what it says is meant for a member.
                        let refusal = Refusal::new(Rule::UnknownAttribute).about("rename");
                        errors.refuse(name.span(), &refusal.hint("did you mean `member`?"));
                    }
                    options.member_unknown = true;
                    rest.parse::<Token![=]>()?;
                    let member = rest.parse()?;
                    options.member_unknown = false;
                    if options.member.replace(member).is_some() {
                        let refusal = Refusal::new(Rule::AttributeValue).about("member");
                        errors.refuse(
                            name.span(),
                            &refusal.hint("a field stands for one member: remove one of the two"),
                        );
                    }
                }
                "default" => {
                    refuse_again(&name, options.default.is_some(), errors);
                    let value = match rest.parse::<Option<Token![=]>>()? {
                        Some(_) => Some(read_default(rest)?),
                        None => None,
                    };
                    options.default = Some(Default_ { span: name.span(), value });
                }
                "skip" => {
                    refuse_again(&name, options.skip.is_some(), errors);
                    options.skip = Some(name.span());
                }
                other => {
                    skip_value(rest)?;
                    let hint = match (closest(other, &KNOWN), schema::by_field(other)) {
                        (Some(near), _) => format!("did you mean `{near}`?"),
                        (None, Some(_)) => "it is an option of the struct: write it above that".to_owned(),
                        (None, None) => "a field has `member`, `default` and `skip`".to_owned(),
                    };
                    errors.refuse(name.span(), &Refusal::new(Rule::UnknownAttribute).about(other).hint(hint));
                }
            }
            Ok(())
        });
        options
    }
}

/// What the attribute is called by mistake. The derive declares these too, for rustc would only say that it
/// cannot find them, and every option in them would be missing.
const MISSPELT: [&str; 4] = ["amazonpay", "amazonPay", "amazon", "amazon_pay_update"];

/// Whether it is the attribute, or a slip. rustc says itself that it cannot find another name; what stands in
/// it is not missing all the same.
fn is_near(path: &syn::Path) -> bool {
    path.get_ident().is_some_and(|name| closest(&name.to_string(), &["amazon_pay"]).is_some())
}

/// Calls `read` for each option, and goes on to the next one after an error.
fn for_each_option(
    attrs: &[Attribute],
    errors: &Errors,
    mut read: impl FnMut(Ident, ParseStream<'_>) -> syn::Result<()>,
) {
    for attr in attrs {
        if MISSPELT.iter().any(|name| attr.path().is_ident(name)) {
            let name = attr.path().segments[0].ident.to_string();
            let refusal = Refusal::new(Rule::UnknownAttribute).about(format!("#[{name}(...)]"));
            errors.refuse_tokens(attr.path(), &refusal.hint("did you mean `#[amazon_pay(...)]`?"));
        } else if !is_near(attr.path()) {
            continue;
        }
        let parser = |input: ParseStream<'_>| {
            while !input.is_empty() {
                let name = input.call(Ident::parse_any)?;
                let mut result = read(name.clone(), input);
                if result.is_ok() && !input.is_empty() && !input.peek(Token![,]) {
                    result = Err(input.error("expected `,` before the next option"));
                }
                if let Err(error) = result {
                    // Where the value is missing altogether, the name is what there is to point at.
                    let span = if input.is_empty() { name.span() } else { error.span() };
                    refuse_value(&name.unraw(), span, &error, errors);
                    skip_value(input)?;
                }
                input.parse::<Option<Token![,]>>()?;
            }
            Ok(())
        };
        let result = attr.meta.require_list().and_then(|list| parser.parse2(list.tokens.clone()));
        if let Err(error) = result {
            refuse_value(&"amazon_pay", error.span(), &error, errors);
        }
    }
}

/// An option that the struct or the field has already: which of the two would count?
fn refuse_again(option: &Ident, stands_already: bool, errors: &Errors) {
    if stands_already {
        let refusal = Refusal::new(Rule::AttributeValue).about(option.unraw().to_string());
        errors.refuse(option.span(), &refusal.hint("the option stands here twice: remove one of the two"));
    }
}

/// An option whose value could not be read.
fn refuse_value(option: &dyn std::fmt::Display, span: Span, error: &syn::Error, errors: &Errors) {
    let refusal = Refusal::new(Rule::AttributeValue).about(option.to_string()).hint(error.to_string());
    errors.refuse(span, &refusal);
}

fn read_allowed(input: ParseStream<'_>, errors: &Errors) -> syn::Result<Vec<Rule>> {
    let list;
    syn::parenthesized!(list in input);
    let slugs = list.parse_terminated(Ident::parse_any, Token![,])?;
    Ok(slugs.iter().filter_map(|slug| allowed_rule(slug, errors)).collect())
}

fn allowed_rule(slug: &Ident, errors: &Errors) -> Option<Rule> {
    let refuse = |hint: String| {
        let refusal = Refusal::new(Rule::AttributeValue).about(format!("allow({slug})")).hint(hint);
        errors.refuse(slug.span(), &refusal);
        None
    };
    match Rule::ALL.iter().copied().find(|rule| slug == rule.slug()) {
        Some(rule) if schema::can_be_allowed(rule) => Some(rule),
        Some(rule) if rule.evidence() == Evidence::Inferred => refuse(
            "no literal of the struct attribute can break it; a value has a door, like `CountryCode::other`"
                .to_owned(),
        ),
        Some(_) => refuse("Amazon documents this rule, and only an inferred one can be allowed".to_owned()),
        None => refuse(
            match closest(&slug.to_string(), &Rule::ALL.iter().map(|rule| rule.slug()).collect::<Vec<_>>()) {
                Some(near) => format!("there is no such rule: did you mean `{near}`?"),
                None => "there is no such rule".to_owned(),
            },
        ),
    }
}

/// An expression, as far as a macro without syn's `full` can tell one.
fn read_default(input: ParseStream<'_>) -> syn::Result<Expr> {
    let start = input.span();
    let hint = "write a literal, a constant, or a call of a function that has the rest";
    input.parse().map_err(|_| syn::Error::new(start, hint))
}

/// What stands after `=`, up to the next comma.
fn value_tokens(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut value = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        value.extend([input.parse::<TokenTree>()?]);
    }
    if value.is_empty() { Err(input.error("expected a value")) } else { Ok(value) }
}

fn skip_value(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

impl Fixed {
    pub(crate) fn span(&self) -> Span {
        self.value.span()
    }
}
