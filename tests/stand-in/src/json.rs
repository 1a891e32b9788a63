//! Reads JSON from outside strictly, and its members by name.

use crate::refused::Refused;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// Reads a JSON text in which no object has a member twice.
pub(crate) fn parse(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str::<Strict>(text).map(|strict| strict.0)
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Strict, D::Error> {
        deserializer.deserialize_any(Reader).map(Strict)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Strict(value)) = seq.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            if members.contains_key(&name) {
                return Err(A::Error::custom(format_args!("the member `{name}` is there twice")));
            }
            let Strict(value) = map.next_value()?;
            members.insert(name, value);
        }
        Ok(Value::Object(members))
    }
}

/// A value in a JSON text, and its path, such as `paymentDetails.paymentIntent`. The root has an empty path.
#[derive(Clone)]
pub(crate) struct Member<'a> {
    path: String,
    value: &'a Value,
}

impl<'a> Member<'a> {
    pub(crate) fn new(path: impl Into<String>, value: &'a Value) -> Member<'a> {
        Member { path: path.into(), value }
    }

    /// All members of an object.
    pub(crate) fn object(&self) -> Result<impl Iterator<Item = (&'a String, Member<'a>)>, Refused> {
        let object = self.value.as_object().ok_or_else(|| self.wrong_type("an object"))?;
        Ok(object.iter().map(|(name, value)| (name, Member::new(self.path_to(name), value))))
    }

    /// Refuses a member that is none of these.
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), Refused> {
        match self.object()?.find(|(name, _)| !known.contains(&name.as_str())) {
            None => Ok(()),
            Some((_, unknown)) => Err(unknown.refuse(
                "UnrecognizedField",
                "Amazon Pay knows no such member here",
                format!("remove it, or correct its name to one of {}", known.join(", ")),
            )),
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<Member<'a>> {
        self.value.get(name).map(|value| Member::new(self.path_to(name), value))
    }

    pub(crate) fn needed(&self, name: &str) -> Result<Member<'a>, Refused> {
        self.get(name).ok_or_else(|| {
            Refused::new("MissingParameterValue", "it is missing", "add it to the payload and sign it anew")
                .of(self.path_to(name))
        })
    }

    pub(crate) fn text(&self) -> Result<&'a str, Refused> {
        self.value.as_str().ok_or_else(|| self.wrong_type("a string"))
    }

    pub(crate) fn boolean(&self) -> Result<bool, Refused> {
        self.value.as_bool().ok_or_else(|| self.wrong_type("true or false, without quotes"))
    }

    pub(crate) fn list(&self) -> Result<impl Iterator<Item = Member<'a>>, Refused> {
        let list = self.value.as_array().ok_or_else(|| self.wrong_type("an array"))?;
        Ok(list.iter().enumerate().map(|(at, value)| Member::new(format!("{}[{at}]", self.path), value)))
    }

    /// A string that is one of these.
    pub(crate) fn one_of(&self, allowed: &[&str]) -> Result<&'a str, Refused> {
        let text = self.text()?;
        if allowed.contains(&text) {
            return Ok(text);
        }
        let remedy = format!("write {}", allowed.join(" or "));
        Err(self.refuse("InvalidParameterValue", format!("`{text}` is not allowed"), remedy))
    }

    pub(crate) fn refuse(
        &self,
        code: &'static str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Refused {
        Refused::new(code, message, remedy).of(&self.path)
    }

    fn path_to(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn wrong_type(&self, expected: &str) -> Refused {
        self.refuse(
            "InvalidParameterValue",
            "it does not have the type that Amazon documents",
            format!("write {expected}"),
        )
    }
}
