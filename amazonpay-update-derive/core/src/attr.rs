//! `#[amazon_pay(...)]`, on the struct and on its fields.

use crate::allow::{read_allowed, rule_meant};
use crate::errors::Errors;
use crate::options::{
    Slips, bare_value, for_each_option, is_ours, names, push_token, refuse_again, value_tokens,
};
use amazonpay_update_rules::schema::{self, Holds, MEMBERS, Member};
use amazonpay_update_rules::{Refusal, Rule, closest};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::parse::discouraged::Speculative;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Lit, LitStr, Token};

#[derive(Default)]
pub(crate) struct StructOptions {
    pub(crate) krate: Option<syn::Path>,
    has_allow: bool,
    /// Includes the rule that a refused `allow` was meant for, so that one mistake is one error.
    pub(crate) allowed: Vec<Rule>,
    pub(crate) fixed: Vec<Fixed>,
    /// Options that are refused, or whose value is refused. A member that they were meant for is not reported as
    /// missing.
    pub(crate) unknown: Vec<Unknown>,
}

/// An option of the struct that could not be read.
pub(crate) struct Unknown {
    name: String,
    /// The tokens after the name.
    value: TokenStream,
    /// The name is Amazon's and belongs elsewhere, so it was meant for no member.
    is_elsewhere: bool,
}

/// A member with a value in the struct attribute.
pub(crate) struct Fixed {
    pub(crate) member: &'static Member,
    pub(crate) name: Ident,
    pub(crate) value: TokenStream,
}

#[derive(Default)]
pub(crate) struct FieldOptions {
    pub(crate) member: Option<LitStr>,
    pub(crate) default: Option<Default_>,
    pub(crate) skip: Option<Span>,
    /// Set when an option is refused. Then no further error is reported for the field.
    pub(crate) slip: Option<Slip>,
}

/// The possible meaning of a field with a refused option.
pub(crate) enum Slip {
    /// To be left out of the payload.
    Skip,
    /// A member. The attributes have these names and texts.
    Names(Vec<String>),
}

/// `default`, or `default = expression`.
pub(crate) struct Default_ {
    pub(crate) span: Span,
    pub(crate) value: Option<Expr>,
}

impl StructOptions {
    pub(crate) fn read(attrs: &[Attribute], errors: &Errors) -> StructOptions {
        let mut options = StructOptions::default();
        let errors = &Slips::new(errors);
        let option = schema::button_option();
        let shape = format!("{} = {}", option.field(), option.rust_type());
        for_each_option(attrs, errors, &shape, &mut |name, rest| {
            let Some(name) = name else {
                let value = value_tokens(rest);
                options.unknown.push(Unknown::new(String::new(), value.clone()));
                let hint = format!("write options with their values, like {}", option.example());
                return Err(syn::Error::new(value.span(), hint));
            };
            let text = name.unraw().to_string();
            match text.as_str() {
                "crate" => {
                    refuse_again(&name, options.krate.is_some(), errors);
                    let hint = "write a path, without quotes: `crate = path::to::amazonpay_update`";
                    let path = rest.parse::<Token![=]>().and_then(|_| rest.call(syn::Path::parse_mod_style));
                    let path = path.map_err(|error| syn::Error::new(error.span(), hint))?;
                    if options.krate.is_none() {
                        options.krate = Some(path);
                    }
                }
                "allow" => {
                    refuse_again(&name, std::mem::replace(&mut options.has_allow, true), errors);
                    options.allowed.extend(read_allowed(&name, rest, errors));
                }
                field => match schema::by_field(field) {
                    Some(member) => match read_fixed(member, &name, rest) {
                        Ok(value) => options.fixed.push(Fixed { member, name, value }),
                        Err(error) => {
                            options.unknown.push(Unknown::new(text, TokenStream::new()));
                            return Err(error);
                        }
                    },
                    None => {
                        let mut unknown = Unknown::new(text, value_tokens(rest));
                        let refusal = schema::refuse_option(&unknown.name, unknown.meant_by_value());
                        errors.refuse(name.span(), &refusal);
                        unknown.is_elsewhere = refusal.rule() != Rule::UnknownAttribute;
                        if closest(&unknown.name, &["allow"]).is_some() {
                            let names = names(&unknown.value);
                            options.allowed.extend(names.iter().filter_map(|name| rule_meant(name)));
                        }
                        options.unknown.push(unknown);
                    }
                },
            }
            Ok(())
        });
        if errors.of_shape.get() {
            options.unknown.push(Unknown::new(String::new(), TokenStream::new()));
        }
        options
    }
}

impl Unknown {
    fn new(name: String, value: TokenStream) -> Unknown {
        Unknown { name, value, is_elsewhere: false }
    }

    /// Whether the option may have been meant for a member.
    pub(crate) fn is_meant_for(&self, member: &Member) -> bool {
        if let Some(near) = schema::nearest(&self.name) {
            return near == member.name;
        }
        if self.is_elsewhere {
            return false;
        }
        match self.meant_by_value() {
            Some(meant) => meant.name == member.name,
            // The meaning of a text without a name, or of an attribute without options, is not known.
            None => match syn::parse2::<Lit>(bare_value(&self.value)) {
                Ok(Lit::Str(_)) => matches!(member.holds, Holds::Text(..)),
                _ => self.name.is_empty(),
            },
        }
    }

    /// The required member that takes the value, whatever the name is.
    fn meant_by_value(&self) -> Option<&'static Member> {
        if self.value.is_empty() {
            return schema::of_type(&self.name);
        }
        let text = match syn::parse2::<Lit>(bare_value(&self.value)) {
            Ok(Lit::Str(text)) => text.value(),
            Ok(_) => return None,
            Err(_) => bare_value(&self.value).to_string(),
        };
        MEMBERS.iter().filter(|member| member.required.is_some()).find(|member| match member.holds {
            Holds::Text(_, check) => check(&text).is_empty(),
            _ => member.words().iter().any(|word| word.as_str() == text),
        })
    }
}

impl FieldOptions {
    /// `of_type` is the member that the field's type names.
    pub(crate) fn read(
        attrs: &[Attribute],
        of_type: Option<&'static Member>,
        errors: &Errors,
    ) -> FieldOptions {
        let mut options = FieldOptions::default();
        let errors = &Slips::new(errors);
        let mut is_skip = false;
        let line = |names: &[String]| {
            let member = names.iter().find_map(|name| meant(name)).or(of_type);
            format!("member = \"{}\"", member.map_or("...", |member| member.name))
        };
        let mut all_names = Vec::new();
        for attr in attrs.iter().filter(|attr| is_ours(attr.path())) {
            all_names.extend(names(attr));
        }
        let shape = line(&all_names);
        for_each_option(attrs, errors, &shape, &mut |name, rest| {
            let Some(name) = name else {
                let value = value_tokens(rest);
                let hint = format!("write `{}`", line(&names(&value)));
                return Err(syn::Error::new(value.span(), hint));
            };
            match name.unraw().to_string().as_str() {
                "member" => {
                    let value = names(&value_tokens(&rest.fork()));
                    let member = rest.parse::<Token![=]>().and_then(|_| rest.parse());
                    let member = member.map_err(|error| {
                        let hint = format!("write Amazon's name in quotes: `{}`", line(&value));
                        syn::Error::new(error.span(), hint)
                    })?;
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
                    if rest.peek(syn::token::Paren) {
                        return Err(rest.error(format!(
                            "write `default = {}`",
                            bare_value(&value_tokens(&rest.fork()))
                        )));
                    }
                    let value = match rest.parse::<Option<Token![=]>>()? {
                        Some(_) => Some(read_default(rest)?),
                        None => None,
                    };
                    options.default = Some(Default_ { span: name.span(), value });
                }
                "skip" => {
                    refuse_again(&name, options.skip.is_some(), errors);
                    if rest.peek(Token![=]) || rest.peek(syn::token::Paren) {
                        is_skip = bare_value(&value_tokens(&rest.fork())).to_string() != "false";
                        return Err(rest.error("it has no value: write `skip` alone, or remove it"));
                    }
                    options.skip = Some(name.span());
                }
                other => {
                    let value = value_tokens(rest);
                    is_skip |= is_like_skip(other);
                    let hint = unknown_option(other, &value, line);
                    errors.refuse(name.span(), &Refusal::new(Rule::UnknownAttribute).about(other).hint(hint));
                }
            }
            Ok(())
        });
        if errors.any.get() {
            all_names.retain(|name| !NAMING.contains(&name.as_str()));
            let is_skip = is_skip || options.skip.is_some();
            options.slip = Some(if is_skip { Slip::Skip } else { Slip::Names(all_names) });
        }
        options
    }
}

/// The names of the option `member` here and in other libraries.
const NAMING: [&str; 8] = ["member", "rename", "name", "field", "key", "alias", "path", "json"];

/// Whether an option is meant to leave the field out.
fn is_like_skip(option: &str) -> bool {
    let words = ["skip", "ignore", "exclude", "omit"];
    let is_condition = option.ends_with("_if");
    !is_condition
        && (words.iter().any(|word| option.starts_with(word)) || closest(option, &["skip"]).is_some())
}

/// The remedy for an unknown option of a field.
fn unknown_option(option: &str, value: &TokenStream, line: impl Fn(&[String]) -> String) -> String {
    if is_like_skip(option) {
        return "did you mean `skip`?".to_owned();
    }
    if NAMING.contains(&option) {
        return "did you mean `member`?".to_owned();
    }
    if let Some(near) = closest(option, &["member", "default"]) {
        return format!("did you mean `{near}`?");
    }
    let is_of_struct = matches!(option, "crate" | "allow") || schema::by_field(option).is_some();
    match option {
        "skip_serializing_if" => "remove it: an `Option` that is `None` is not written".to_owned(),
        "flatten" => {
            "a payload takes no fields of another struct: make each member a field of its own".to_owned()
        }
        _ if value.is_empty() && meant(option).is_some() => format!("write `{}`", line(&[option.to_owned()])),
        _ if is_of_struct => "it is an option of the struct: write it above that".to_owned(),
        _ if names(value).iter().any(|name| meant(name).is_some()) => "did you mean `member`?".to_owned(),
        _ => "a field has `member`, `default` and `skip`".to_owned(),
    }
}

/// The member that a name means, by Amazon's name, a field's name or a type's name.
pub(crate) fn meant(name: &str) -> Option<&'static Member> {
    schema::of_type(name).or_else(|| schema::by_name(schema::nearest(name)?))
}

/// An expression that syn can parse without its feature `full`.
fn read_default(input: ParseStream<'_>) -> syn::Result<Expr> {
    let start = input.span();
    let hint = "write a literal, a constant, or a call of a function that has the rest";
    // Ahead, because syn reports what a failed parser leaves behind as a second error.
    let ahead = input.fork();
    let value = ahead.parse().map_err(|_| syn::Error::new(start, hint))?;
    input.advance_to(&ahead);
    Ok(value)
}

/// The value of a member in the struct attribute.
fn read_fixed(member: &Member, name: &Ident, input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let ahead = input.fork();
    let has_sign = ahead.parse::<Token![=]>().is_ok() && !input.peek(Token![==]) && !input.peek(Token![=>]);
    if has_sign && !value_tokens(&ahead).is_empty() {
        input.parse::<Token![=]>()?;
        let mut value = input.parse::<TokenTree>()?.into_token_stream();
        let is_option = || input.peek(Ident::peek_any) && input.peek2(Token![=]);
        while !input.is_empty() && !input.peek(Token![,]) && !input.peek(Token![;]) && !is_option() {
            push_token(input, &mut value);
        }
        return Ok(value);
    }
    let all = value_tokens(&input.fork());
    let mut bare = bare_value(&all).into_iter();
    let hint = match (bare.next(), bare.next()) {
        (Some(value), None) => format!("write `{} = {value}`", member.field()),
        _ => format!("write {}", member.example()),
    };
    let span = if all.is_empty() { name.span() } else { input.span() };
    Err(syn::Error::new(span, hint))
}

impl Fixed {
    pub(crate) fn span(&self) -> Span {
        self.value.span()
    }
}
