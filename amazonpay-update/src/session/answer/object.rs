//! Reads the objects of an answer. A member that does not fit is kept, and the other members are read all the same.

use super::json;
use crate::shown::escaped;
use serde::de::{DeserializeOwned, DeserializeSeed, Error};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use std::fmt;

/// Declares an object of an answer: its fields, the member of each field, and the fields that `Debug` shows.
///
/// The fields that `Debug` shows must not hold buyer data.
macro_rules! object {
    (
        $(#[$meta:meta])*
        $name:ident {
            $($(#[$doc:meta])* $field:ident: $type:ty = $member:literal,)+
        }
        debug { $($shown:ident),* }
    ) => {
        $(#[$meta])*
        ///
        /// With serde it is an object with Amazon's members, without absent members, nulls and empty lists. `Debug`
        /// shows no buyer data, and at most 500 characters of a field.
        #[derive(Clone, Default, PartialEq, ::serde::Deserialize, ::serde::Serialize)]
        #[serde(from = "Members")]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[$doc])*
                #[serde(rename = $member, skip_serializing_if = "is_default")]
                pub $field: $type,
            )+
            /// Members without a field in this crate, and members that do not fit their field's type.
            #[serde(flatten)]
            pub other: ::serde_json::Map<String, ::serde_json::Value>,
        }

        impl From<Members> for $name {
            fn from(mut members: Members) -> $name {
                $name { $($field: members.take($member),)+ other: members.into_rest() }
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($shown), &Brief(&self.$shown)))*
                    .finish_non_exhaustive()
            }
        }
    };
}

pub(super) use object;

/// The most characters of a field that `Debug` shows. A server may have written anything.
const FIELD_CHARS: usize = 500;

/// A field as `Debug` shows it.
pub(super) struct Brief<'a, T>(pub(super) &'a T);

impl<T: fmt::Debug> fmt::Debug for Brief<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&escaped(&format!("{:?}", self.0), FIELD_CHARS))
    }
}

/// The members of an object that no field has taken yet.
pub(super) struct Members(Map<String, Value>);

impl Members {
    pub(super) fn new(members: Map<String, Value>) -> Members {
        Members(members)
    }

    /// Takes the value of a member out. A value that does not fit the type stays.
    ///
    /// Null counts as absent, also within a list, because Amazon writes an empty list as `[null]`.
    pub(super) fn take<T: DeserializeOwned + Default>(&mut self, member: &str) -> T {
        let value = self.0.remove(member).unwrap_or_default();
        if value.is_null() {
            return T::default();
        }
        let fit = T::deserialize(&value).or_else(|_| T::deserialize(without_null_items(&value)));
        fit.unwrap_or_else(|_| {
            self.0.insert(member.to_owned(), value);
            T::default()
        })
    }

    pub(super) fn into_rest(self) -> Map<String, Value> {
        self.0
    }
}

impl<'de> Deserialize<'de> for Members {
    /// Reads an object, or a text that holds an object. The elements of `shippingAddressList` are such texts.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Members, D::Error> {
        match json::Once.deserialize(deserializer)? {
            Value::Object(members) => Ok(Members(members)),
            Value::String(text) => match json::parse(text.as_bytes()) {
                Ok(Value::Object(members)) => Ok(Members(members)),
                _ => Err(D::Error::custom("an object is needed")),
            },
            _ => Err(D::Error::custom("an object is needed")),
        }
    }
}

fn without_null_items(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().filter(|item| !item.is_null()).cloned().collect(),
        other => other.clone(),
    }
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
