//! The JSON in a macro's input, with the place of each value and name.

use amazonpay_update_rules::check::{Node, Value};
use amazonpay_update_rules::json::by_utf16;
use proc_macro2::{Span, TokenStream};

/// A value and its place.
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) at: At,
}

/// A member's name and its place.
pub(super) struct Key {
    pub(super) name: String,
    pub(super) at: At,
    /// Whether the name is refused already, because it has no quotes.
    pub(super) is_refused: bool,
}

pub(super) enum Kind {
    Null,
    Flag(bool),
    Number,
    Text(String),
    List(Vec<Item>),
    /// Sorted by [`sorted`], so that equal names are neighbours.
    Object(Vec<(Key, Item)>),
    /// Rust code, and its number among the expressions, from 1.
    Expression(TokenStream, usize),
    /// The word `None`, or an object whose members are all that. It leaves its member out. rustc could not infer the
    /// type of the word alone.
    Absent,
    /// A value that cannot be read, and is refused already.
    Unread,
}

/// A place in the program, and in the text of a string literal, which has only one span.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) span: Span,
    /// Line and column, from 1.
    pub(super) position: Option<(usize, usize)>,
}

impl At {
    pub(super) const fn span(span: Span) -> At {
        At { span, position: None }
    }
}

/// The members of an object in the order of RFC 8785: by the UTF-16 code units of their names. Each member is
/// inserted at its place, because the standard library's sort would take long to compile.
pub(super) fn sorted(members: Vec<(Key, Item)>) -> Kind {
    let mut sorted: Vec<(Key, Item)> = Vec::new();
    for (key, item) in members {
        let is_before = |(other, _): &(Key, Item)| by_utf16(&other.name, &key.name).is_le();
        let at = sorted.partition_point(is_before);
        sorted.insert(at, (key, item));
    }
    Kind::Object(sorted)
}

impl AsRef<str> for Key {
    fn as_ref(&self) -> &str {
        &self.name
    }
}

impl Node for Item {
    type Key = Key;

    fn value(&self) -> Value<'_, Item> {
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Flag(flag) => Value::Flag(*flag),
            Kind::Number => Value::Number,
            Kind::Text(text) => Value::Text(text),
            Kind::List(items) => Value::List(items),
            Kind::Object(members) => Value::Object(members),
            Kind::Expression(..) | Kind::Absent | Kind::Unread => Value::Expression,
        }
    }
}
