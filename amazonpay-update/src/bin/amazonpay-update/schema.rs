//! The verb `schema`: the table as JSON Schema (draft 2020-12).
//!
//! It never refuses what the check accepts. A rule that it cannot say exactly is in `$defs`, where no validator
//! applies it.

use crate::output::{Failure, Output};
use amazonpay_update_rules::Rule;
use amazonpay_update_rules::schema::{ELSEWHERE, Holds, INSIDE, MEMBERS, Member, members_of, needed};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Rules about a JSON text, and not about its value.
const OF_TEXTS: &[Rule] = &[Rule::NotJson, Rule::NestingTooDeep, Rule::DuplicateKey];

pub(crate) fn run() -> Result<Output, Failure> {
    let elsewhere = ELSEWHERE.iter().map(|name| name.rule);
    let mut schema =
        object("", &in_order([Rule::WrongMemberType, Rule::UnknownMember].into_iter().chain(elsewhere)));
    schema.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    schema.insert("title".into(), "The payload of Amazon Pay's hosted update page".into());
    let unsaid =
        unsaid().into_iter().map(|rule| (rule.slug().to_owned(), json!({ "description": rule.words() })));
    schema.insert("$defs".into(), Value::Object(unsaid.collect()));
    if let Some(Value::String(words)) = schema.get_mut("description") {
        words.insert_str(0, ABOUT);
    }
    let needs: Vec<Value> = needs().collect();
    if !needs.is_empty() {
        schema.insert("allOf".into(), needs.into());
    }
    let text = serde_json::to_string_pretty(&Value::Object(schema)).map_err(Failure::unusable)?;
    Ok(Output::passed(text + "\n"))
}

const ABOUT: &str = "A `$comment` names the rules of what it stands in. Those in `$defs` cannot be said by a schema: \
                     `amazonpay-update check` asks for them too.\n";

fn object(parent: &str, rules: &[Rule]) -> Map<String, Value> {
    let members = members_of(parent);
    let properties = members.iter().map(|member| (member.name.to_owned(), Value::Object(of_member(member))));
    let required: Vec<&str> =
        members.iter().filter(|member| member.is_required()).map(|member| member.name).collect();
    let mut schema = with_rules("object", rules);
    schema.insert("properties".into(), Value::Object(properties.collect()));
    schema.insert("additionalProperties".into(), false.into());
    if !required.is_empty() {
        schema.insert("required".into(), required.into());
    }
    schema
}

fn of_member(member: &Member) -> Map<String, Value> {
    let rules = rules(member);
    let mut schema = match member.holds {
        Holds::Text(..) => {
            let mut schema = with_rules("string", &rules);
            schema.extend(of_texts(member));
            schema
        }
        Holds::Word(_) => with_rules("string", &rules),
        Holds::Flag => with_rules("boolean", &rules),
        Holds::Texts(..) => {
            let mut items = Map::from_iter([("type".to_owned(), "string".into())]);
            items.extend(of_texts(member));
            let mut schema = with_rules("array", &rules);
            schema.insert("items".into(), Value::Object(items));
            schema
        }
        Holds::Object(_) => object(member.name, &rules),
        Holds::ByKey(_) => {
            let mut schema = with_rules("object", &rules);
            schema.insert("additionalProperties".into(), Value::Object(object(member.name, &[])));
            let keys = of_texts(member);
            if !keys.is_empty() {
                schema.insert("propertyNames".into(), Value::Object(keys));
            }
            schema
        }
        // An option of the button is in no payload.
        Holds::ButtonOption(_) => Map::new(),
    };
    if let Some(only) = member.only {
        schema.insert("const".into(), json_of(only.value));
    }
    if let Some(default) = member.default {
        schema.insert("default".into(), json_of(default));
    }
    if member.not_empty.is_some() {
        let keyword = if matches!(member.holds, Holds::Texts(..)) { "minItems" } else { "minProperties" };
        schema.insert(keyword.into(), 1.into());
    }
    if member.once.is_some() {
        schema.insert("uniqueItems".into(), true.into());
    }
    schema
}

/// The schema of a member's texts. A schema's lengths are in characters, like the limits.
fn of_texts(member: &Member) -> Map<String, Value> {
    let mut schema = Map::new();
    let list = member.closed_list();
    if !list.is_empty() {
        schema.insert("enum".into(), list.into());
    }
    if let Some(limit) = member.limit {
        schema.insert("maxLength".into(), limit.characters.into());
    }
    schema
}

/// A type, with the slugs and the words of rules.
fn with_rules(kind: &str, rules: &[Rule]) -> Map<String, Value> {
    let mut schema = Map::from_iter([("type".to_owned(), kind.into())]);
    if !rules.is_empty() {
        let slugs: Vec<&str> = rules.iter().map(|rule| rule.slug()).collect();
        let words: Vec<&str> = rules.iter().map(|rule| rule.words()).collect();
        schema.insert("$comment".into(), slugs.join(", ").into());
        schema.insert("description".into(), words.join("\n").into());
    }
    schema
}

fn json_of(value: amazonpay_update_rules::schema::Value) -> Value {
    match value {
        amazonpay_update_rules::schema::Value::Flag(flag) => flag.into(),
        amazonpay_update_rules::schema::Value::Word(word) => word.as_str().into(),
    }
}

/// The rules of a row, without the rules of its members.
fn rules(member: &Member) -> Vec<Rule> {
    in_order(member.own_rules().into_iter())
}

/// The rules that a payload can break and a schema cannot say.
fn unsaid() -> Vec<Rule> {
    let rows = || MEMBERS.iter().chain(INSIDE);
    let texts = rows().filter(|row| row.closed_list().is_empty()).flat_map(|row| row.texts.iter().copied());
    let needs = rows().flat_map(|row| row.needs).filter(|need| !needed(need).is_in_payload());
    in_order(OF_TEXTS.iter().copied().chain(texts).chain(needs.map(|need| need.rule)))
}

/// Each rule once, in the order of the catalogue.
fn in_order(rules: impl Iterator<Item = Rule>) -> Vec<Rule> {
    rules.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The needs of members for other members.
fn needs() -> impl Iterator<Item = Value> {
    let rows = MEMBERS.iter().flat_map(|row| row.needs.iter().map(move |need| (row, need)));
    rows.filter(|(_, need)| needed(need).is_in_payload()).map(|(row, need)| {
        let stands = at(row, json!(true));
        let is_right = at(needed(need), json!({ "const": need.value.as_str() }));
        json!({ "$comment": need.rule.slug(), "if": stands, "then": is_right })
    })
}

/// A payload in which a member stands and is so.
fn at(member: &Member, schema: Value) -> Value {
    let within = |name: &str, schema: Value| json!({ "type": "object", "required": [name], "properties": { name: schema } });
    let object = within(member.name, schema);
    if member.parent.is_empty() { object } else { within(member.parent, object) }
}
