//! Reads JSON in which no object has a member twice. Readers differ in which of two equal members they take.

use crate::json::NUMBER_TOKEN;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// The value a text stands for.
///
/// # Errors
///
/// `serde_json::Error`. The category `Data` means that a member is there twice.
pub(super) fn parse(text: &[u8]) -> serde_json::Result<Value> {
    let mut reader = serde_json::Deserializer::from_slice(text);
    let value = Once.deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Reads any value. `Value` cannot be used: it keeps the last of several equal members, and reads a member named as
/// in `NUMBER_TOKEN` as JSON.
pub(super) struct Once;

impl<'de> DeserializeSeed<'de> for Once {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(Once)? {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            if members.insert(name, object.next_value_seed(Once)?).is_some() {
                return Err(A::Error::custom("a member stands there twice"));
            }
        }
        let number = members.get(NUMBER_TOKEN).filter(|_| members.len() == 1).and_then(Value::as_str);
        let number: Option<Number> = number.and_then(|digits| digits.parse().ok());
        Ok(number.map_or(Value::Object(members), Value::Number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_what_serde_json_reads() {
        for text in [
            r#"{"a": [1, -1, 1.5, 1e3, 18446744073709551615, true, null, "\u5e97", {}], "b": {"a": {"a": 1}}}"#,
            "[]",
            "\"a\"",
            "{",
            "{} {}",
            "",
            "[1,]",
        ] {
            let expected = serde_json::from_str::<Value>(text).map_err(|error| error.classify());
            assert_eq!(parse(text.as_bytes()).map_err(|error| error.classify()), expected, "{text}");
        }
        assert!(parse(b"\"\xFF\"").is_err());
        let deep = "[".repeat(100_000);
        assert!(parse(deep.as_bytes()).is_err());
    }

    #[test]
    fn a_member_stands_there_once() {
        for text in [
            r#"{"a": 1, "a": 1}"#,
            r#"{"a": 1, "\u0061": 2}"#,
            r#"{"b": [{"c": {"a": null, "x": 0, "a": null}}]}"#,
            r#"{"$serde_json::private::RawValue": 1, "$serde_json::private::RawValue": 2}"#,
        ] {
            assert!(parse(text.as_bytes()).is_err_and(|error| error.is_data()), "{text}");
        }
        assert!(parse(br#"[{"a": 1}, {"a": 1, "A": 1}]"#).is_ok());
    }
}
