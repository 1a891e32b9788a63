//! The JSON of a string literal, with line and column.

use super::item::{At, Item, Key, Kind};
use amazonpay_update_rules::Refusal;
use amazonpay_update_rules::json::{self, Json, Position};
use proc_macro2::Span;

/// The value that is the whole text. The error says what is wrong with the text, and where.
pub(super) fn read(text: &str, span: Span) -> Result<Item, (At, Refusal)> {
    match Json::read(text) {
        Ok(value) => Ok(item(value, span)),
        Err(why) => Err((at(why.at, span), why.refusal)),
    }
}

fn at(position: Position, span: Span) -> At {
    At { span, position: Some((position.line, position.column)) }
}

fn item(value: Json, span: Span) -> Item {
    let kind = match value.kind {
        json::Kind::Null => Kind::Null,
        json::Kind::Flag(flag) => Kind::Flag(flag),
        json::Kind::Number => Kind::Number,
        json::Kind::Text(text) => Kind::Text(text),
        json::Kind::List(values) => Kind::List(values.into_iter().map(|value| item(value, span)).collect()),
        json::Kind::Object(members) => {
            let member = |(key, value): (json::Key, Json)| {
                (Key { name: key.name, at: at(key.at, span), is_refused: false }, item(value, span))
            };
            Kind::Object(members.into_iter().map(member).collect())
        }
    };
    Item { kind, at: at(value.at, span) }
}
