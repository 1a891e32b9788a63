//! Reads a JSON text.

use super::{Json, Members, NUMBER_TOKEN};
use crate::violation::Violation;
use amazonpay_update_rules::json::{BYTE_ORDER_MARK, DEEPEST};
use amazonpay_update_rules::{Refusal, Rule};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
#[cfg(feature = "ipn")]
use std::borrow::Cow;
use std::marker::PhantomData;

/// 2^53 - 1: beyond it two integers can be the same double.
const LARGEST_INTEGER: i64 = 9_007_199_254_740_991;

impl Json {
    /// The value of a JSON text.
    ///
    /// # Errors
    ///
    /// [`Rule::NotJson`] or [`Rule::NestingTooDeep`], at a line and column.
    pub(crate) fn parse(text: &str) -> Result<Json, Violation> {
        read(text)
    }
}

#[cfg(feature = "ipn")]
impl<'t> Json<Cow<'t, str>> {
    /// The same, with texts that borrow from `text` if they have no escape.
    ///
    /// # Errors
    ///
    /// [`Rule::NotJson`] or [`Rule::NestingTooDeep`], as from [`Json::parse`].
    pub(crate) fn parse_borrowed(text: &'t str) -> Result<Json<Cow<'t, str>>, Violation> {
        read(text)
    }
}

fn read<'t, T: Text<'t>>(text: &'t str) -> Result<Json<T>, Violation> {
    let mut reader = serde_json::Deserializer::from_str(text);
    Level::top()
        .deserialize(&mut reader)
        .and_then(|json| reader.end().map(|()| json))
        .map_err(|error| not_json(text, &error))
}

/// A type that can hold a text.
trait Text<'t>: AsRef<str> + From<&'t str> + From<String> {}

impl<'t, T: AsRef<str> + From<&'t str> + From<String>> Text<'t> for T {}

/// Why and where a text is not JSON, or is JSON that this crate does not read.
pub(crate) fn not_json(text: &str, error: &serde_json::Error) -> Violation {
    // The visitor below refuses only the depth.
    let refusal = if error.is_data() {
        Refusal::new(Rule::NestingTooDeep)
    } else {
        Refusal::new(Rule::NotJson).hint(words_for(text, error))
    };
    // serde_json counts bytes, an editor counts characters.
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let column = line.bytes().take(error.column()).filter(|byte| byte & 0xC0 != 0x80).count();
    // For a line that ends too early serde_json gives column 0, which no editor has.
    Violation::new(refusal, &format!("line {} column {}", error.line(), column.max(1)))
}

fn words_for(text: &str, error: &serde_json::Error) -> String {
    if text.trim_ascii().is_empty() {
        return "the text is empty".to_owned();
    }
    if text.starts_with('\u{FEFF}') {
        return BYTE_ORDER_MARK.to_owned();
    }
    let words = error.to_string();
    words.split(" at line ").next().unwrap_or_default().to_owned()
}

/// Reads a value below `depth` arrays and objects.
struct Level<T> {
    depth: usize,
    texts: PhantomData<T>,
}

impl<T> Level<T> {
    const fn top() -> Level<T> {
        Level { depth: 0, texts: PhantomData }
    }

    fn below<E: Error>(self) -> Result<Level<T>, E> {
        if self.depth == DEEPEST {
            return Err(E::custom("nested too deep"));
        }
        Ok(Level { depth: self.depth + 1, texts: PhantomData })
    }
}

impl<T> Clone for Level<T> {
    fn clone(&self) -> Level<T> {
        *self
    }
}

impl<T> Copy for Level<T> {}

impl<'de, T: Text<'de>> DeserializeSeed<'de> for Level<T> {
    type Value = Json<T>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Json<T>, D::Error> {
        reader.deserialize_any(self)
    }
}

/// Reads a key.
struct Key<T>(PhantomData<T>);

impl<'de, T: Text<'de>> DeserializeSeed<'de> for Key<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<T, D::Error> {
        reader.deserialize_str(self)
    }
}

impl<'de, T: Text<'de>> Visitor<'de> for Key<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<T, E> {
        Ok(T::from(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<T, E> {
        Ok(T::from(key.to_owned()))
    }
}

impl<'de, T: Text<'de>> Visitor<'de> for Level<T> {
    type Value = Json<T>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json<T>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<T>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<T>, E> {
        Ok(Json::Number(i64::try_from(value).ok().filter(|value| *value <= LARGEST_INTEGER)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<T>, E> {
        Ok(Json::Number(Some(value).filter(|value| *value >= -LARGEST_INTEGER)))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json<T>, E> {
        Ok(Json::Number(None))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Json<T>, E> {
        Ok(Json::String(T::from(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json<T>, E> {
        Ok(Json::String(T::from(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json<T>, A::Error> {
        let below = self.below()?;
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(below)? {
            values.push(value);
        }
        Ok(Json::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Json<T>, A::Error> {
        let below = self.below()?;
        // Enough for most texts. Below the top, a text of empty objects would take far more memory than it has bytes.
        let mut members = Vec::with_capacity(if self.depth == 0 { 16 } else { 0 });
        while let Some(key) = object.next_key_seed(Key::<T>(PhantomData))? {
            members.push((key, object.next_value_seed(below)?));
        }
        // It counts as a number without a canonical form: a refusal is always safe, and writing other bytes than
        // intended never is.
        if members.len() == 1 && members[0].0.as_ref() == NUMBER_TOKEN {
            return Ok(Json::Number(None));
        }
        Ok(Json::Object(Members::sorted(members)))
    }
}
