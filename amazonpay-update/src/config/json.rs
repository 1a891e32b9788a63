//! The members of a JSON object, whose texts are unescaped into memory that is wiped.
//!
//! `serde_json` unescapes into a buffer of its own and does not wipe it. So here `serde_json` only finds each value,
//! and decodes the escapes one by one.

use super::error::ConfigError;
use super::member::{Member, Value};
use crate::json::not_json;
use crate::violation::{Violation, Violations};
use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use zeroize::Zeroizing;

/// The members of the text, in their order. A member that is there twice is listed twice.
pub(super) fn members(text: &str) -> Result<Vec<Member>, ConfigError> {
    let refused = |error| ConfigError::from(Violations::from(Violation::not_read(not_json(text, &error))));
    let value: &RawValue = serde_json::from_str(text).map_err(refused)?;
    if !value.get().starts_with('{') {
        return Err(ConfigError::NotAnObject);
    }
    serde_json::Deserializer::from_str(text).deserialize_map(MembersVisitor).map_err(refused)
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Vec<Member>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Vec<Member>, A::Error> {
        let mut members = Vec::new();
        while let Some((name, value)) = object.next_entry::<String, &RawValue>()? {
            let value = match unescaped(value.get()) {
                Some(text) => Value::Text(text),
                None if value.get().starts_with('{') => Value::Table,
                None => Value::Other,
            };
            members.push((name, value));
        }
        Ok(members)
    }
}

/// The text of a JSON string. `None` for another value, and for a string that is not Unicode.
fn unescaped(value: &str) -> Option<Zeroizing<String>> {
    let mut rest = value.strip_prefix('"')?.strip_suffix('"')?;
    // The buffer is large enough from the start, because no escape is shorter than its character. A buffer that grows
    // leaves a copy that is not wiped.
    let mut text = Zeroizing::new(String::with_capacity(rest.len()));
    while let Some(at) = rest.find('\\') {
        let (before, escaped) = rest.split_at(at);
        let (escape, behind) = escaped.split_at_checked(length_of_escape(escaped))?;
        text.push_str(before);
        text.push_str(&serde_json::from_str::<String>(&format!("\"{escape}\"")).ok()?);
        rest = behind;
    }
    text.push_str(rest);
    Some(text)
}

/// The length of the escape at the start of a text: 2 bytes, 6 with `\u`, or 12 for a pair of surrogates.
fn length_of_escape(text: &str) -> usize {
    let is_first_of_pair = |text: &str| {
        let digits = text.strip_prefix("\\u").and_then(|rest| rest.get(..4));
        digits
            .and_then(|digits| u16::from_str_radix(digits, 16).ok())
            .is_some_and(|unit| unit & 0xFC00 == 0xD800)
    };
    match text {
        _ if is_first_of_pair(text) => 12,
        _ if text.starts_with("\\u") => 6,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_what_serde_json_takes_it_for() {
        let strings = [
            r#""""#,
            r#""plain \u5e97 店""#,
            r#""\"\\\/\b\f\n\r\t\u0000\u002B""#,
            r#""\ud83d\ude00\uD83D\uDE00\ud83d\udE00\n""#,
            r#""\ud83d""#,
            r#""\ud83dx\ude00""#,
            r#""\ud83d\n0000""#,
            r#""\ude00\ud83d""#,
            r#""\ud83d\ud83d\ude00""#,
            r#""\u\u""#,
            "\"\\u5e9\u{5E97}\"",
            r#""a\""#,
            "1",
            "null",
            "[\"a\"]",
        ];
        for string in strings {
            let expected = serde_json::from_str::<String>(string).ok();
            assert_eq!(unescaped(string).map(|text| text.to_string()), expected, "{string}");
        }
    }
}
