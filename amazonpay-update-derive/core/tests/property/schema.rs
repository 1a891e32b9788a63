//! The JSON Schema that the command-line tool prints, and what it says of a payload.

use super::json::Json;
use amazonpay_update_rules::Rule;
use boon::{Compiler, Draft, SchemaIndex, Schemas};
use serde_json::Value;

const SCHEMA: &str = include_str!("../../../../amazonpay-update/docs/update-payload.schema.json");

pub(super) struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
    /// The slugs of the rules that the schema cannot say.
    unsaid: Vec<String>,
}

impl Schema {
    pub(super) fn read() -> Schema {
        let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
        let unsaid =
            schema["$defs"].as_object().expect("the rules that it cannot say").keys().cloned().collect();
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.set_default_draft(Draft::V2020_12);
        compiler.add_resource("schema.json", schema).expect("the schema is one");
        let index = compiler.compile("schema.json", &mut schemas).expect("the schema keeps its draft");
        Schema { schemas, index, unsaid }
    }

    pub(super) fn accepts(&self, text: &str) -> bool {
        let value = serde_json::from_str(text).expect("the text is JSON");
        self.schemas.validate(&value, self.index).is_ok()
    }

    pub(super) fn can_say(&self, rule: Rule) -> bool {
        !self.unsaid.iter().any(|slug| slug == rule.slug())
    }
}

/// Keeps only the last member of each name in an object, because a schema sees no other.
pub(super) fn without_duplicates(json: &mut Json) {
    match json {
        Json::List(items) => items.iter_mut().for_each(without_duplicates),
        Json::Object(members) => {
            let all = std::mem::take(members);
            for (name, mut value) in all {
                without_duplicates(&mut value);
                members.retain(|(other, _)| *other != name);
                members.push((name, value));
            }
        }
        Json::Null | Json::Flag(_) | Json::Number(_) | Json::Text(_) => {}
    }
}
