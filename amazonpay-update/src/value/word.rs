//! Closed lists of words: an enum that is its word, as a text.

use std::fmt;

/// A text is not one of the known words.
///
/// The error does not hold the text, because the text may be a secret that must not reach a log.
///
/// # Examples
///
/// ```
/// use amazonpay_update::region::RegionName;
///
/// let error = "de".parse::<RegionName>().unwrap_err();
/// assert_eq!(error.to_string(), "no such region: write `us`, `eu`, `uk` or `jp`");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    called: &'static str,
    words: &'static [&'static str],
}

impl UnknownWord {
    pub(crate) const fn new(called: &'static str, words: &'static [&'static str]) -> UnknownWord {
        UnknownWord { called, words }
    }

    /// The known words.
    #[must_use]
    pub const fn words(&self) -> &'static [&'static str] {
        self.words
    }
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no such {}: write ", self.called)?;
        for (nth, word) in self.words.iter().enumerate() {
            let before = match nth {
                0 => "",
                nth if nth + 1 == self.words.len() => " or ",
                _ => ", ",
            };
            write!(f, "{before}`{word}`")?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownWord {}

/// Declares an enum of words, with its name in errors, and all conversions of a text. With `in_any_case`, parsing
/// ignores the case of letters.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $name:ident is $called:literal $($any_case:ident)? {
            $($(#[$doc:meta])* $variant:ident = $word:literal,)+
        }
    ) => {
        $(#[$meta])*
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            /// All values.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The word, as it is written and parsed.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        $crate::value::word::word_conversions! { $name is $called $($any_case)? }
    };
}

/// The conversions of an enum that has `ALL` and `as_str`.
macro_rules! word_conversions {
    (@same) => { PartialEq::eq };
    (@same in_any_case) => { str::eq_ignore_ascii_case };
    ($name:ident is $called:literal $($any_case:ident)?) => {
        impl ::std::str::FromStr for $name {
            type Err = $crate::value::UnknownWord;

            fn from_str(text: &str) -> Result<$name, Self::Err> {
                const WORDS: [&str; $name::ALL.len()] = {
                    let (mut words, mut at) = ([""; $name::ALL.len()], 0);
                    while at < words.len() {
                        words[at] = $name::ALL[at].as_str();
                        at += 1;
                    }
                    words
                };
                let same: fn(&str, &str) -> bool = $crate::value::word::word_conversions!(@same $($any_case)?);
                let known = $name::ALL.iter().find(|known| same(known.as_str(), text));
                known.copied().ok_or(const { $crate::value::UnknownWord::new($called, &WORDS) })
            }
        }

        $crate::conversions::text_conversions! { $name }
    };
}

pub(crate) use {word_conversions, words};
