//! Amazon's lists of values, kept open because Amazon may add values.

use crate::shown::escaped;
use std::borrow::Cow;

/// The most characters of an unknown value that are shown. A server may have written anything.
const LONGEST: usize = 100;

/// The form of a value that is shown.
pub(crate) fn brief(text: &str) -> Cow<'_, str> {
    escaped(text, LONGEST)
}

/// Declares an enum of Amazon's texts that keeps any other text. A variant is spelled as Amazon spells the value, or
/// is followed by Amazon's text.
macro_rules! open_enum {
    (@text $variant:ident) => { stringify!($variant) };
    (@text $variant:ident = $text:literal) => { $text };
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident $(= $text:literal)?,)+ }) => {
        $(#[$meta])*
        ///
        /// A value that this crate does not know is kept as it came. With serde it is a text. `Display` and `Debug`
        /// show at most 100 characters, on one line.
        #[derive(Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant,)+
            /// A value that this crate does not know, as it came. `From` never puts a known value here.
            Other(String),
        }

        impl $name {
            /// The values that this crate knows.
            pub const KNOWN: &'static [$name] = &[$($name::$variant,)+];

            /// Amazon's spelling.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$variant => $crate::open_enum::open_enum!(@text $variant $(= $text)?),)+
                    $name::Other(text) => text,
                }
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $($name::$variant => f.write_str(stringify!($variant)),)+
                    $name::Other(text) => {
                        f.debug_tuple("Other").field(&$crate::open_enum::brief(text)).finish()
                    }
                }
            }
        }

        $crate::open_enum::open_conversions! {
            $name,
            |text| match text {
                $($crate::open_enum::open_enum!(@text $variant $(= $text)?) => $name::$variant,)+
                other => $name::Other(other.to_owned()),
            }
        }
    };
}

/// Every conversion of a type that accepts any text, even an unknown one. `Display` cuts a text, because a server may
/// have written anything.
macro_rules! open_conversions {
    ($name:ty $(, [$($generics:tt)+])?, |$text:ident| $from:expr) => {
        impl$(<$($generics)+>)? ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&$crate::open_enum::brief(self.as_str()))
            }
        }

        impl$(<$($generics)+>)? ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(text.into())
            }
        }

        impl$(<$($generics)+>)? From<&str> for $name {
            fn from($text: &str) -> Self {
                $from
            }
        }

        impl$(<$($generics)+>)? From<String> for $name {
            fn from(text: String) -> Self {
                text.as_str().into()
            }
        }

        $crate::conversions::as_text! { $name $(, [$($generics)+])? }
    };
}

pub(crate) use {open_conversions, open_enum};
