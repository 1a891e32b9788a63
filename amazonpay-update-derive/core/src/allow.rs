//! `allow(...)` of the struct attribute: inferred rules that its literals may break.

use crate::options::{Slips, names, value_tokens};
use amazonpay_update_rules::schema;
use amazonpay_update_rules::spelling::snake_case;
use amazonpay_update_rules::{Evidence, Refusal, Rule, closest};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::Lit;
use syn::Token;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;

/// Reads the allowed rules. A wrong name is refused, and allows the rule that it may mean.
pub(crate) fn read_allowed(option: &Ident, input: ParseStream<'_>, errors: &Slips<'_>) -> Vec<Rule> {
    let value = value_tokens(input);
    let mut tokens = value.clone().into_iter();
    let list = match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Parenthesis => {
            Some(group.stream())
        }
        _ => None,
    };
    let parse = |input: ParseStream<'_>| {
        let mut items = Vec::new();
        while !input.is_empty() {
            items.push(value_tokens(input));
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(items)
    };
    let items = list.and_then(|list| parse.parse2(list).ok()).unwrap_or_default();
    if items.is_empty() {
        let rule = names(&value).iter().find_map(|name| rule_meant(name));
        let example = rule.map_or("...", Rule::slug);
        let hint = format!("write the rule in parentheses: `allow({example})`");
        let span = if value.is_empty() { option.span() } else { value.span() };
        errors.refuse(span, &Refusal::new(Rule::AttributeValue).about("allow").hint(hint));
        return rule.map_or_else(all_that_can_be_allowed, |rule| vec![rule]);
    }
    let mut allowed = Vec::new();
    for item in &items {
        allowed.append(&mut allowed_rules(item, errors));
    }
    allowed
}

fn allowed_rules(item: &TokenStream, errors: &Slips<'_>) -> Vec<Rule> {
    let names = names(item);
    let named = names.last().and_then(|name| rule_meant(name)).or_else(|| rule_meant(&names.join("_")));
    let refusal = match syn::parse2::<Ident>(item.clone()) {
        Ok(slug) => match refuse_slug(&slug.to_string(), named) {
            Some(refusal) => refusal,
            None => return named.into_iter().collect(),
        },
        Err(_) => {
            let is_text = matches!(syn::parse2::<Lit>(item.clone()), Ok(Lit::Str(_)));
            let how = if is_text { "without quotes" } else { "as its name alone" };
            let hint = format!("write it {how}: `allow({})`", named.map_or("...", Rule::slug));
            Refusal::new(Rule::AttributeValue).about("allow").hint(hint)
        }
    };
    errors.refuse(item.span(), &refusal);
    named.map_or_else(all_that_can_be_allowed, |rule| vec![rule])
}

/// The rule with this name, or the rule with the nearest name.
pub(crate) fn rule_meant(name: &str) -> Option<Rule> {
    let slugs: Vec<&str> = Rule::ALL.iter().map(|rule| rule.slug()).collect();
    let near = closest(&snake_case(name), &slugs)?;
    Rule::ALL.iter().copied().find(|rule| rule.slug() == near)
}

fn all_that_can_be_allowed() -> Vec<Rule> {
    Rule::ALL.iter().copied().filter(|rule| schema::can_be_allowed(*rule)).collect()
}

/// Why `allow` does not take this name.
fn refuse_slug(slug: &str, meant: Option<Rule>) -> Option<Refusal> {
    let hint = match meant {
        Some(rule) if rule.slug() != slug => {
            format!("there is no such rule: did you mean `{}`?", rule.slug())
        }
        Some(rule) if schema::can_be_allowed(rule) => return None,
        Some(rule) if rule.evidence() == Evidence::Inferred => {
            "remove it, because no literal of the struct attribute can break this rule; some types have a function \
             `other` for such a value, like `StateOrRegion::other`"
                .to_owned()
        }
        Some(_) => {
            "remove it, because only an inferred rule can be allowed, and Amazon documents this one: write a value \
             that keeps the rule"
                .to_owned()
        }
        None => "there is no such rule".to_owned(),
    };
    Some(Refusal::new(Rule::AttributeValue).about(format!("allow({slug})")).hint(hint))
}
