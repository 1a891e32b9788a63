//! The languages of Amazon's hosted page, in Amazon's spelling.

use amazonpay_update_derive::refuses;
use std::borrow::Cow;
use std::fmt;

macro_rules! languages {
    ($($(#[$doc:meta])* $code:ident)+) => {
        /// Every language that a region has.
        #[cfg(feature = "session")]
        pub(crate) const ALL: [&str; [$(stringify!($code)),+].len()] = [$(stringify!($code)),+];

        $(
        $(#[$doc])*
        #[allow(non_camel_case_types, reason = "Amazon's spelling, which errors print")]
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $code;

        impl sealed::Sealed for $code {}

        #[diagnostic::do_not_recommend]
        impl LanguageOf<NoRegion> for $code {
            fn into_language(self) -> Language<NoRegion> {
                Language::new(NoRegion, stringify!($code))
            }
        }
        )+
    };
}

/// No region. Every language implements [`LanguageOf`] for its own regions and for this type. With a single impl,
/// rustc would quote that impl instead of the rule.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct NoRegion;

languages! {
    /// English as in the United States.
    en_US
    /// English as in the United Kingdom.
    en_GB
    /// German.
    de_DE
    /// French.
    fr_FR
    /// Italian.
    it_IT
    /// Spanish.
    es_ES
    /// Japanese.
    ja_JP
}

/// A language of the hosted page of the region `R`: a type of this module, or a [`Language`].
///
/// # Examples
///
/// ```
/// use amazonpay_update::Eu;
/// use amazonpay_update::region::language::{self, LanguageOf};
///
/// let german = LanguageOf::<Eu>::into_language(language::de_DE);
/// assert_eq!(german.as_str(), "de_DE");
/// ```
///
/// ```compile_fail,E0277
/// use amazonpay_update::Us;
/// use amazonpay_update::region::language::{self, LanguageOf};
///
/// let german = LanguageOf::<Us>::into_language(language::de_DE);
/// ```
#[refuses(
    language_of_region,
    label = "`{Self}` is no language of `{R}`",
    note = "a language or a region known only at run time: `.try_language(text)?`"
)]
pub trait LanguageOf<R>: sealed::Sealed {
    /// The language as a value.
    fn into_language(self) -> Language<R>;
}

mod sealed {
    pub trait Sealed {}
}

impl<R> sealed::Sealed for Language<R> {}

/// `checkoutLanguage`: a language of the region `R`. The default is the language on the region's tab of Amazon's page.
///
/// The list of languages is inferred from a copy of Amazon's script. For North America this copy has only English.
///
/// # Examples
///
/// ```
/// use amazonpay_update::region::Language;
/// use amazonpay_update::rules::Rule;
/// use amazonpay_update::{Eu, Us};
///
/// let chosen: Language<Eu> = "de_DE".parse()?; // checked when it arrives
/// assert_eq!(Language::<Us>::default().as_str(), "en_US");
///
/// let refused = "de_DE".parse::<Language<Us>>().unwrap_err();
/// assert_eq!(refused.rule(), Rule::LanguageOfRegion);
/// # Ok::<(), amazonpay_update::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Language<R> {
    code: Cow<'static, str>,
    region: R,
}

impl<R> Language<R> {
    /// For the table of regions, which has the languages of a region.
    pub(super) const fn new(region: R, code: &'static str) -> Language<R> {
        Language { code: Cow::Borrowed(code), region }
    }

    /// Makes a language without a check.
    pub(super) const fn unchecked(region: R, code: Cow<'static, str>) -> Language<R> {
        Language { code, region }
    }

    pub(super) const fn in_region(&self) -> R
    where
        R: Copy,
    {
        self.region
    }

    /// Amazon's spelling: `de_DE`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.code
    }
}

impl<R> fmt::Debug for Language<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Language").field(&self.code).finish()
    }
}
