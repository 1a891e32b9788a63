//! The conversions of every id, word and choice that is a text, and serde both ways.

/// For types with `as_str` and `FromStr`: `AsRef<str>`, `String` from a value, and serde as a text. Generic
/// parameters stand in brackets after the type.
macro_rules! as_text {
    ($name:ty $(, [$($generics:tt)+])?) => {
        impl$(<$($generics)+>)? AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl$(<$($generics)+>)? From<$name> for String {
            fn from(value: $name) -> String {
                value.as_str().to_owned()
            }
        }

        impl$(<$($generics)+>)? ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de $(, $($generics)+)?> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as ::serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(::serde::de::Error::custom)
            }
        }
    };
}

/// The same for types that refuse some texts, and also `Display` and `TryFrom` of texts.
macro_rules! text_conversions {
    ($name:ty $(, [$($generics:tt)+])?) => {
        impl$(<$($generics)+>)? ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl$(<$($generics)+>)? TryFrom<&str> for $name {
            type Error = <$name as ::std::str::FromStr>::Err;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl$(<$($generics)+>)? TryFrom<String> for $name {
            type Error = <$name as ::std::str::FromStr>::Err;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        $crate::conversions::as_text! { $name $(, [$($generics)+])? }
    };
}

pub(crate) use {as_text, text_conversions};
