//! Reads a JSON text.

use super::{Json, Members, NUMBER_TOKEN};
use amazonpay_update_rules::json::{DEEPEST, NotRead, Position};
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
    /// [`NotRead`].
    pub(crate) fn parse(text: &str) -> Result<Json, NotRead> {
        read(text)
    }
}

#[cfg(feature = "ipn")]
impl<'t> Json<Cow<'t, str>> {
    /// The same, with texts that borrow from `text` if they have no escape.
    ///
    /// # Errors
    ///
    /// [`NotRead`].
    pub(crate) fn parse_borrowed(text: &'t str) -> Result<Json<Cow<'t, str>>, NotRead> {
        read(text)
    }
}

fn read<'t, T: Text<'t>>(text: &'t str) -> Result<Json<T>, NotRead> {
    let mut reader = serde_json::Deserializer::from_str(text);
    Level::top()
        .deserialize(&mut reader)
        .and_then(|json| reader.end().map(|()| json))
        .map_err(|error| not_json(text, &error))
}

/// A type that can hold a text.
trait Text<'t>: AsRef<str> + From<&'t str> + From<String> {}

impl<'t, T: AsRef<str> + From<&'t str> + From<String>> Text<'t> for T {}

/// Why and where `serde_json` refused a text, in the words of the reader that the macros and the command-line tool use
/// too.
pub(crate) fn not_json(text: &str, error: &serde_json::Error) -> NotRead {
    // The two readers differ only on a number at the edge of the range, because each rounds it in its own way.
    NotRead::of(text).unwrap_or_else(|| NotRead {
        at: Position { byte: 0, line: error.line(), column: error.column().max(1) },
        refusal: Refusal::new(Rule::NotJson).hint("number out of range"),
    })
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
