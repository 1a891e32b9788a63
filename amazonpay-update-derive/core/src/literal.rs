//! The literals of the struct attribute: checked while compiling, and turned into JSON.

use crate::attr::Fixed;
use crate::errors::Errors;
use amazonpay_update_rules::escape::push_string;
use amazonpay_update_rules::schema::{Holds, Limit, Member, Value};
use amazonpay_update_rules::spelling::snake_case;
use amazonpay_update_rules::{Refusal, Rule, RuleSet, Word, closest, text};
use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Lit, LitStr, Token};

/// The JSON of a member in the struct attribute. `None` after an error, and for a member that is not in the payload.
pub(crate) fn json(fixed: &Fixed, allowed: &[Rule], errors: &Errors) -> Option<String> {
    let member = fixed.member;
    match member.holds {
        Holds::Text(_, check) => {
            let Ok(Lit::Str(literal)) = syn::parse2(fixed.value.clone()) else {
                return wrong_kind(fixed, &format!("a string literal{}", how_to_write(fixed)), errors);
            };
            refuse_text(&literal, check(&literal.value()), member, allowed, errors);
            Some(quoted(&literal.value()))
        }
        Holds::Word(_) => {
            let right = member.rust_type();
            let Some(found) = word_text(fixed) else {
                let refusal = path_of_word(fixed).unwrap_or_else(|| {
                    Refusal::new(Rule::WrongMemberType).about(member.name).hint(format!("expected `{right}`"))
                });
                errors.refuse_tokens(&fixed.value, &refusal);
                return None;
            };
            if let Some(only) = member.only.filter(|only| found != right && !allowed.contains(&only.rule)) {
                errors.refuse(fixed.span(), &did_you_mean(only.rule, &found, &[right]));
            }
            Some(quoted(&found))
        }
        Holds::Flag => {
            let Ok(Lit::Bool(flag)) = syn::parse2(fixed.value.clone()) else {
                return wrong_kind(fixed, "`true` or `false`", errors);
            };
            if let Some(rule) = member.refuses(Value::Flag(flag.value)).filter(|rule| !allowed.contains(rule))
            {
                errors.break_rule(fixed.span(), rule);
            }
            Some(flag.value.to_string())
        }
        Holds::Texts(_, check) => texts(fixed, check, allowed, errors),
        Holds::Object(_) | Holds::ByKey(_) => wrong_kind(fixed, "a field: it has no literal", errors),
        // The product type is part of the payload's type, and `valid` checks it.
        Holds::ButtonOption(_) => None,
    }
}

/// One of the member's words, written as a name or as a string.
pub(crate) fn word(fixed: &Fixed) -> Option<Word> {
    Word::from_text(&word_text(fixed)?).filter(|word| fixed.member.words().contains(word))
}

/// Refuses a word that the member does not take, and names the nearest word that it takes.
pub(crate) fn wrong_word(fixed: &Fixed, rule: Rule) -> Refusal {
    if let Some(refusal) = path_of_word(fixed) {
        return refusal;
    }
    let words: Vec<&str> = fixed.member.words().iter().map(|word| word.as_str()).collect();
    did_you_mean(rule, &word_text(fixed).unwrap_or_default(), &words)
}

/// The refusal of a word that is written as a path, like a type.
fn path_of_word(fixed: &Fixed) -> Option<Refusal> {
    let path = path(fixed)?;
    let last = path.segments.last().filter(|_| path.segments.len() > 1)?;
    let option = fixed.member.field();
    let hint = format!("write the word without a path: `{option} = {}`", last.ident);
    Some(Refusal::new(Rule::AttributeValue).about(option).hint(hint))
}

fn word_text(fixed: &Fixed) -> Option<String> {
    match (path(fixed), syn::parse2(fixed.value.clone())) {
        (Some(path), _) => path.get_ident().map(Ident::to_string),
        (None, Ok(Lit::Str(text))) => Some(text.value()),
        _ => None,
    }
}

fn path(fixed: &Fixed) -> Option<syn::Path> {
    syn::Path::parse_mod_style.parse2(fixed.value.clone()).ok()
}

fn texts(
    fixed: &Fixed,
    check: fn(&str, &str) -> RuleSet,
    allowed: &[Rule],
    errors: &Errors,
) -> Option<String> {
    let in_brackets = |input: ParseStream<'_>| {
        let list;
        syn::bracketed!(list in input);
        let mut texts: Vec<LitStr> = Vec::new();
        while !list.is_empty() {
            texts.push(list.parse()?);
            if !list.is_empty() {
                list.parse::<Token![,]>()?;
            }
        }
        Ok(texts)
    };
    let Ok(texts) = in_brackets.parse2(fixed.value.clone()) else {
        let two: Vec<String> = fixed.member.known.iter().take(2).map(|text| format!("{text:?}")).collect();
        return wrong_kind(fixed, &format!("a list of string literals: `[{}]`", two.join(", ")), errors);
    };
    let mut seen = Vec::new();
    for literal in &texts {
        let text = literal.value();
        refuse_text(literal, check("", &text), fixed.member, allowed, errors);
        if let (Some(rule), true) = (fixed.member.once, seen.contains(&text))
            && !allowed.contains(&rule)
        {
            errors.break_rule(literal.span(), rule);
        }
        seen.push(text);
    }
    let texts: Vec<String> = seen.iter().map(|text| quoted(text)).collect();
    Some(format!("[{}]", texts.join(",")))
}

fn refuse_text(literal: &LitStr, broken: RuleSet, member: &Member, allowed: &[Rule], errors: &Errors) {
    for rule in broken.iter().filter(|rule| !allowed.contains(rule)) {
        errors.refuse(literal.span(), &wrong_text(rule, &literal.value(), member.known, member.limit));
    }
}

/// Refuses a text, and says by how much it is too long or which known text it may have meant.
pub(crate) fn wrong_text(rule: Rule, found: &str, known: &[&str], limit: Option<Limit>) -> Refusal {
    match limit.filter(|limit| limit.rule == rule) {
        Some(Limit { characters, .. }) => {
            let count = text::char_count(found);
            Refusal::new(rule)
                .hint(format!("this text has {count} characters, and {characters} is the limit here"))
        }
        None => did_you_mean(rule, found, known),
    }
}

fn did_you_mean(rule: Rule, found: &str, known: &[&str]) -> Refusal {
    match closest(found, known) {
        Some(near) => Refusal::new(rule).hint(format!("did you mean `{near}`?")),
        None => Refusal::new(rule),
    }
}

/// The remedy for a value that should be a text and is not a string literal.
fn how_to_write(fixed: &Fixed) -> String {
    let (field, ty) = (fixed.member.field(), fixed.member.rust_type());
    let mut texts = Vec::new();
    collect_texts(fixed.value.clone(), &mut texts);
    if let ([text], false) = (&texts[..], is_foreign_macro(fixed)) {
        return format!(": `{field} = {text}`");
    }
    match syn::parse2::<Lit>(fixed.value.clone()) {
        Ok(_) => String::new(),
        Err(_) => format!(
            ", for this macro sees no other value: write the text itself, `{field} = \"...\"`, or add the field `{field}: {ty}` and set that"
        ),
    }
}

/// Whether a value is the call of another macro than the literal macro of the member's type. The text in it is not the
/// value.
fn is_foreign_macro(fixed: &Fixed) -> bool {
    let mut tokens = fixed.value.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        if let (TokenTree::Ident(name), Some(TokenTree::Punct(sign))) = (&token, tokens.peek())
            && sign.as_char() == '!'
        {
            return *name != snake_case(fixed.member.rust_type());
        }
    }
    false
}

/// Collects the string literals in a value, such as a macro call or a list.
fn collect_texts(tokens: TokenStream, texts: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect_texts(group.stream(), texts),
            TokenTree::Literal(literal) if matches!(Lit::new(literal.clone()), Lit::Str(_)) => {
                texts.push(literal.to_string());
            }
            _ => {}
        }
    }
}

fn wrong_kind(fixed: &Fixed, expected: &str, errors: &Errors) -> Option<String> {
    let refusal =
        Refusal::new(Rule::WrongMemberType).about(fixed.member.name).hint(format!("expected {expected}"));
    errors.refuse(fixed.span(), &refusal);
    None
}

fn quoted(text: &str) -> String {
    let mut json = String::new();
    push_string(&mut json, text);
    json
}
