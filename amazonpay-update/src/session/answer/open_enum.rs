//! Amazon's closed lists of values, kept open for the day Amazon adds one.

/// Declares an enum whose values are spelled as Amazon spells them, and which keeps any other text.
macro_rules! open_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident,)+ }) => {
        $(#[$meta])*
        ///
        /// A value this crate does not know is kept as it came. With serde it is a text.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant,)+
            /// A value this crate does not know, as it came.
            Other(String),
        }

        impl $name {
            /// The values this crate knows.
            pub const KNOWN: &'static [$name] = &[$($name::$variant,)+];

            /// Amazon's spelling.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$variant => stringify!($variant),)+
                    $name::Other(text) => text,
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> Result<$name, Self::Err> {
                Ok(match text {
                    $(stringify!($variant) => $name::$variant,)+
                    other => $name::Other(other.to_owned()),
                })
            }
        }

        $crate::serde_as_text::serde_as_text!($name);
    };
}

pub(super) use open_enum;
