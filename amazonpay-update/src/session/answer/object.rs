//! How the objects of an answer are read: whatever does not fit is kept, and loses nothing else.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// Declares an object of an answer: each field with its member, and the fields that `Debug` shows.
///
/// Buyer data must not be among those.
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
        /// With serde it is an object with Amazon's members, without those that are absent, null or
        /// empty lists. `Debug` shows no data of the buyer.
        #[derive(Clone, Default, PartialEq, ::serde::Deserialize, ::serde::Serialize)]
        #[serde(from = "Members")]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[$doc])*
                #[serde(rename = $member, skip_serializing_if = "is_default")]
                pub $field: $type,
            )+
            /// The members this crate has no field for, and those that do not fit their field's type.
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
                    $(.field(stringify!($shown), &self.$shown))*
                    .finish_non_exhaustive()
            }
        }
    };
}

pub(super) use object;

/// The members of an object that no field has taken yet.
pub(super) struct Members(Map<String, Value>);

impl Members {
    pub(super) fn new(members: Map<String, Value>) -> Members {
        Members(members)
    }

    /// Takes the value of a member; one that does not fit the type stays where it is.
    ///
    /// Null is the same as absent, also within a list: Amazon writes an empty list as `[null]`.
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
    /// Reads an object, or a text that holds one: the elements of `shippingAddressList` are such texts.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Members, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Object(members) => Ok(Members(members)),
            Value::String(text) => serde_json::from_str(&text).map(Members).map_err(D::Error::custom),
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
