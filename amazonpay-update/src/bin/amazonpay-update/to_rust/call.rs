//! A payload as a call of `update_payload!`: JSON, with the string literals of Rust.

use super::source::{Source, in_order, literal};
use super::style::{indent, with_comments};
use amazonpay_update_rules::Word;
use amazonpay_update_rules::json::{Json, Key, Kind};

/// Columns that a list may take to stand on one line.
const LIST: usize = 80;

pub(super) fn payload(source: &Source<'_>, product_type: Word) -> String {
    let product_type = product_type.as_str();
    let begin = format!(
        "use amazonpay_update::payload::PayloadText;\nuse amazonpay_update::{{{product_type}, update_payload}};\n\n\
         fn update() -> PayloadText<{product_type}> {{\n"
    );
    let call = format!("update_payload!({product_type}, {})", Writer { source }.value(source.json, 1));
    begin + &with_comments(source.comments_on(source.json), &call, 1) + "}\n"
}

struct Writer<'w, 's> {
    source: &'w Source<'s>,
}

impl Writer<'_, '_> {
    fn value(&self, json: &Json, level: usize) -> String {
        match &json.kind {
            Kind::Text(text) => literal(text),
            Kind::Object(members) => self.object(members, level),
            Kind::List(items) => self.list(items, level),
            Kind::Null | Kind::Flag(_) | Kind::Number => self.source.text[json.at.byte..json.end].to_owned(),
        }
    }

    fn object(&self, members: &[(Key, Json)], level: usize) -> String {
        let lines = in_order(members).into_iter().map(|(key, value)| {
            let line = format!("{}: {},", literal(&key.name), self.value(value, level + 1));
            with_comments(self.source.comments_on_member(key, value), &line, level + 1)
        });
        enclosed("{", &lines.collect::<String>(), "}", level)
    }

    fn list(&self, items: &[Json], level: usize) -> String {
        let values: Vec<String> = items.iter().map(|item| self.value(item, level + 1)).collect();
        let line = format!("[{}]", values.join(", "));
        let has_comments = items.iter().any(|item| self.source.comments_on(item).next().is_some());
        if !has_comments && !line.contains('\n') && line.chars().count() <= LIST {
            return line;
        }
        let lines = items.iter().zip(&values).map(|(item, value)| {
            with_comments(self.source.comments_on(item), &format!("{value},"), level + 1)
        });
        enclosed("[", &lines.collect::<String>(), "]", level)
    }
}

fn enclosed(open: &str, lines: &str, close: &str, level: usize) -> String {
    if lines.is_empty() {
        return format!("{open}{close}");
    }
    format!("{open}\n{}{}{close}", lines, indent(level))
}
