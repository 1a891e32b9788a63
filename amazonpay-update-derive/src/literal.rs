//! The literals of the struct attribute: checked while compiling, and turned into JSON.

use crate::attr::Fixed;
use crate::errors::Errors;
use amazonpay_update_rules::escape::push_escaped;
use amazonpay_update_rules::schema::Holds;
use amazonpay_update_rules::{Refusal, Rule, closest, text};
use proc_macro2::Ident;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{LitBool, LitStr, Token};

/// The JSON of a member that stands in the struct attribute; `None` after an error, and for
/// what the payload does not have.
pub(crate) fn json(fixed: &Fixed, allowed: &[Rule], errors: &Errors) -> Option<String> {
    match fixed.member.holds {
        Holds::Text(_, check) => {
            let Ok(literal) = syn::parse2::<LitStr>(fixed.value.clone()) else {
                return wrong_kind(fixed, "a string literal", errors);
            };
            let broken = check(&literal.value()).iter().filter(|rule| !allowed.contains(rule));
            broken.for_each(|rule| errors.break_rule(literal.span(), rule));
            Some(quoted(&literal.value()))
        }
        Holds::Word(right) => {
            let Some(found) = word(fixed) else {
                return wrong_kind(fixed, &format!("`{right}`"), errors);
            };
            if found != right {
                let refusal = Refusal::new(rule_of_word(fixed));
                let near = closest(&found, [right]).map(|near| format!("did you mean `{near}`?"));
                errors.refuse(fixed.span(), &near.map_or(refusal.clone(), |near| refusal.hint(near)));
            }
            Some(quoted(&found))
        }
        Holds::Flag => {
            let Ok(flag) = syn::parse2::<LitBool>(fixed.value.clone()) else {
                return wrong_kind(fixed, "`true` or `false`", errors);
            };
            let pending = fixed.member.name == "canHandlePendingAuthorization" && flag.value;
            if pending && !allowed.contains(&Rule::PendingAuthorizationMustBeFalse) {
                errors.break_rule(fixed.span(), Rule::PendingAuthorizationMustBeFalse);
            }
            Some(flag.value.to_string())
        }
        Holds::Part("Scopes") => scopes(fixed, allowed, errors),
        Holds::Part(_) | Holds::Inside => wrong_kind(fixed, "a field: it has no literal", errors),
        // The payload's type has it; `valid` checks it.
        Holds::ButtonOption => None,
    }
}

/// `Confirm`, written as a name or as a string.
pub(crate) fn word(fixed: &Fixed) -> Option<String> {
    let name = syn::parse2::<Ident>(fixed.value.clone()).map(|name| name.to_string());
    name.or_else(|_| syn::parse2::<LitStr>(fixed.value.clone()).map(|text| text.value())).ok()
}

fn rule_of_word(fixed: &Fixed) -> Rule {
    match fixed.member.name {
        "paymentIntent" => Rule::PaymentIntentMustBeConfirm,
        _ => Rule::UpdateNeedsPaymentMethodOnFile,
    }
}

fn scopes(fixed: &Fixed, allowed: &[Rule], errors: &Errors) -> Option<String> {
    let list = syn::parse2::<proc_macro2::Group>(fixed.value.clone());
    let texts = list.and_then(|list| Punctuated::<LitStr, Token![,]>::parse_terminated.parse2(list.stream()));
    let Ok(texts) = texts else {
        return wrong_kind(fixed, "a list of string literals: `[\"name\", \"email\"]`", errors);
    };
    let mut seen = Vec::new();
    for literal in &texts {
        let scope = literal.value();
        if !text::scope(&scope).is_empty() {
            let refusal = Refusal::new(Rule::UnknownScope);
            let near = closest(&scope, text::SCOPES.iter().copied());
            let refusal =
                near.map_or(refusal.clone(), |near| refusal.hint(format!("did you mean `{near}`?")));
            errors.refuse(literal.span(), &refusal);
        }
        if seen.contains(&scope) && !allowed.contains(&Rule::DuplicateScope) {
            errors.break_rule(literal.span(), Rule::DuplicateScope);
        }
        seen.push(scope);
    }
    let texts: Vec<String> = seen.iter().map(|scope| quoted(scope)).collect();
    Some(format!("[{}]", texts.join(",")))
}

fn wrong_kind(fixed: &Fixed, expected: &str, errors: &Errors) -> Option<String> {
    let refusal =
        Refusal::new(Rule::WrongMemberType).about(fixed.member.name).hint(format!("expected {expected}"));
    errors.refuse(fixed.span(), &refusal);
    None
}

fn quoted(text: &str) -> String {
    let mut json = String::from('"');
    push_escaped(&mut json, text);
    json.push('"');
    json
}
