//! The common code of every text value.

use amazonpay_update_rules::{Rule, RuleSet};

/// Declares a value that is a text with rules: the type, its conversions, serde both ways, and its JSON form. With a
/// `$` before it, also its literal macro. `plain` says that the rules allow no character that JSON escapes.
macro_rules! text_value {
    (
        $(#[$doc:meta])*
        $name:ident is $($plain:ident)? $member:literal, checked by $check:path,
        literal $literal:ident!($right:literal), not $wrong:expr
    ) => {
        $(#[$doc])*
        ///
        /// # Examples
        ///
        /// ```
        #[doc = concat!("use amazonpay_update::{", stringify!($literal), ", ", stringify!($name), "};")]
        ///
        #[doc = concat!("let literal = ", stringify!($literal), "!(", stringify!($right), "); // checked by `cargo check`")]
        #[doc = concat!("let arrived: ", stringify!($name), " = ", stringify!($right), ".parse()?; // checked when it arrives")]
        /// assert_eq!(literal, arrived);
        #[doc = concat!("assert!(", stringify!($wrong), ".parse::<", stringify!($name), ">().is_err());")]
        /// # Ok::<(), amazonpay_update::InvalidValue>(())
        /// ```
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(::std::borrow::Cow<'static, str>);

        impl $name {
            /// Amazon's name for the member.
            pub const MEMBER: &'static str = $member;

            /// The value of a literal.
            ///
            /// # Panics
            ///
            /// When the literal breaks a rule, or has more than 16 KiB. In a constant, where
            #[doc = concat!("[`", stringify!($literal), "!`](crate::", stringify!($literal), ")")]
            /// puts it, that is an error while compiling.
            #[must_use]
            #[track_caller]
            pub const fn from_static(text: &'static str) -> Self {
                $crate::value::text_value::assert_kept($check($crate::value::text_value::short(text)));
                Self(::std::borrow::Cow::Borrowed(text))
            }

            /// The value of a literal that its macro has checked.
            #[doc(hidden)]
            #[must_use]
            pub const fn from_checked(text: &'static str, _: $crate::value::checked::Checked) -> Self {
                Self(::std::borrow::Cow::Borrowed(text))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            fn checked(text: ::std::borrow::Cow<'static, str>) -> Result<Self, $crate::value::InvalidValue> {
                match $crate::value::InvalidValue::new($member, $check(&text)) {
                    Some(error) => Err(error),
                    None => Ok(Self(text)),
                }
            }
        }

        impl $crate::canonical::CanonicalText for $name {
            const MEMBER: &'static str = $member;

            fn text(&self) -> &str {
                self.as_str()
            }

            $($crate::value::text_value::text_value! { push $plain })?
        }

        $crate::value::text_value::value_conversions! { $name }
    };
    (push plain) => {
        fn push_text(&self, out: &mut String) {
            out.push_str(self.as_str());
        }
    };
    (
        $d:tt
        $(#[$doc:meta])*
        $name:ident is $($plain:ident)? $member:literal, checked by $check:path,
        literal $literal:ident!($right:literal), not $wrong:expr
    ) => {
        $crate::value::text_value::text_value! {
            $(#[$doc])*
            $name is $($plain)? $member, checked by $check,
            literal $literal!($right), not $wrong
        }

        $crate::value::literal::literal_macro! { $d $literal is $name like $right }
    };
}

/// `Debug` and every conversion of a value that has `as_str` and `checked`.
macro_rules! value_conversions {
    ($name:ident) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_tuple(stringify!($name)).field(&$crate::shown::unless_a_key(self.as_str())).finish()
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::value::InvalidValue;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::checked(text.to_owned().into())
            }
        }

        $crate::conversions::text_conversions! { $name }
    };
}

/// The most bytes of a text that is checked in a constant. rustc complains when a check takes much longer.
const CONSTANT_BYTES: usize = 16 * 1024;

/// The text, if it is short enough to be checked in a constant.
#[track_caller]
pub(crate) const fn short(text: &'static str) -> &'static str {
    assert_kept(RuleSet::EMPTY.with_if(text.len() > CONSTANT_BYTES, Rule::ConstantTooLong));
    text
}

/// Fails to compile, in a constant, with the words of every broken rule.
///
/// `expect` rather than `panic!`: the macro would make rustc point into the standard library.
#[track_caller]
pub(crate) const fn assert_kept(broken: RuleSet) {
    let (bytes, length) = broken.refusals();
    let words = match str::from_utf8(bytes.split_at(length).0) {
        Ok(words) => words,
        Err(_) => "a rule is broken",
    };
    let kept = if broken.is_empty() { Some(()) } else { None };
    kept.expect(words);
}

pub(crate) use {text_value, value_conversions};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_have_the_limit() {
        let (thousands, rest) = (CONSTANT_BYTES / 1000, CONSTANT_BYTES % 1000);
        let words = format!("at most {thousands},{rest:03} bytes");
        assert!(Rule::ConstantTooLong.words().contains(&words), "{words}");
    }
}
