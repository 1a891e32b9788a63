//! Amazon Pay's regions and environments: one table.

pub mod language;

pub use crate::environment::Environment;
#[doc(inline)]
pub use language::Language;

use crate::conversions::text_conversions;
use crate::value::InvalidValue;
use crate::value::word::words;
use amazonpay_update_rules::Rule;
use language::LanguageOf;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

mod sealed {
    pub trait Sealed {}
}

/// A region: one of the types [`Us`], [`Eu`], [`Uk`] and [`Jp`], or a [`RegionName`] when the region is known only
/// while the program runs.
///
/// A value for one type of region does not compile with another. For two values of [`RegionName`] the same rules are
/// checked while the program runs.
pub trait Region: sealed::Sealed + Copy + fmt::Debug + Send + Sync + 'static {
    /// The region's name and its row of the table.
    fn name(self) -> RegionName;
}

/// A region that is known while the program compiles: [`Us`], [`Eu`], [`Uk`] or [`Jp`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no region that is known while the program compiles",
    note = "a region known only at run time: `in_region(region, ...)` in place of `new(...)`, and `Language::of(region, text)?`"
)]
pub trait KnownRegion: Region + Default {
    /// The region's name and its row of the table.
    const NAME: RegionName;
}

macro_rules! regions {
    ($(
        $(#[$doc:meta])*
        $marker:ident {
            tab: $tab:literal,
            script: $script:literal,
            api_host: $host:literal,
            header: $header:literal,
            ledger_currency: $currency:literal,
            languages: [$($language:ident),+ $(,)?],
            domains: [$($domain:literal),+ $(,)?] $(,)?
        }
    )+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
            pub struct $marker;

            impl sealed::Sealed for $marker {}

            #[diagnostic::do_not_recommend]
            impl Region for $marker {
                fn name(self) -> RegionName {
                    Self::NAME
                }
            }

            #[diagnostic::do_not_recommend]
            impl KnownRegion for $marker {
                const NAME: RegionName = RegionName::$marker;
            }

            $(
                #[diagnostic::do_not_recommend]
                impl LanguageOf<$marker> for language::$language {
                    fn into_language(self) -> Language<$marker> {
                        Language::new($marker, stringify!($language))
                    }
                }
            )+
        )+

        words! {
            /// A region as a value, for a region known only while the program runs.
            ///
            /// It is parsed from the name of its tab on Amazon's pages, in lower case or in capitals. With serde it
            /// is that name in lower case, a text.
            ///
            /// # Examples
            ///
            /// ```
            /// use amazonpay_update::region::RegionName;
            ///
            /// assert_eq!("EU".parse(), Ok(RegionName::Eu));
            /// assert_eq!(RegionName::Eu.to_string(), "eu");
            /// ```
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            RegionName is "region" in_any_case {
                $($(#[$doc])* $marker = $tab,)+
            }
        }

        impl RegionName {
            /// The address of Amazon's `checkout.js`.
            #[must_use]
            pub const fn script_url(self) -> &'static str {
                match self { $(RegionName::$marker => $script,)+ }
            }

            /// The host of the API, without scheme or port.
            #[must_use]
            pub const fn api_host(self) -> &'static str {
                match self { $(RegionName::$marker => $host,)+ }
            }

            /// The value of the request header `x-amz-pay-region`.
            #[must_use]
            pub const fn header_value(self) -> &'static str {
                match self { $(RegionName::$marker => $header,)+ }
            }

            /// The ISO 4217 code of the currency of the merchant's account.
            #[must_use]
            pub const fn ledger_currency(self) -> &'static str {
                match self { $(RegionName::$marker => $currency,)+ }
            }

            /// The languages of the hosted page. The first is the default.
            #[must_use]
            pub const fn languages(self) -> &'static [&'static str] {
                match self { $(RegionName::$marker => &[$(stringify!($language)),+],)+ }
            }

            /// The hosts that Amazon's script sends requests to, as sources of a Content-Security-Policy's
            /// `connect-src`.
            ///
            /// Amazon's plugin for Magento allows them (version 5.18.2, `csp_whitelist.xml`). That list is for all
            /// regions. The domains of this region are inferred.
            #[must_use]
            pub const fn connect_sources(self) -> &'static [&'static str] {
                match self {
                    $(RegionName::$marker => &[$(
                        concat!("https://*.amazon.", $domain),
                        concat!("https://*.amazonpay.", $domain),
                        concat!("https://mws.amazonservices.", $domain),
                    )+],)+
                }
            }

            /// The hosts that Amazon's script takes images from, as sources of a Content-Security-Policy's `img-src`.
            ///
            /// The evidence is the same as for [`connect_sources`](RegionName::connect_sources). The plugin's list
            /// also has 23 hosts at `cloudfront.net`. They are left out, because `cloudfront.net` hosts anybody's
            /// files.
            #[must_use]
            pub const fn image_sources(self) -> &'static [&'static str] {
                match self {
                    $(RegionName::$marker => &[
                        $(
                            concat!("https://*.ssl-images-amazon.", $domain),
                            concat!("https://*.media-amazon.", $domain),
                        )+
                        "https://*.payments-amazon.com",
                    ],)+
                }
            }

            /// The hosts that Amazon's script opens in frames, as sources of a Content-Security-Policy's `frame-src`.
            ///
            /// The evidence is that of [`connect_sources`](RegionName::connect_sources).
            #[must_use]
            pub const fn frame_sources(self) -> &'static [&'static str] {
                match self {
                    $(RegionName::$marker => &[$(
                        concat!("https://*.amazon.", $domain),
                        concat!("https://*.payments-amazon.", $domain),
                    )+],)+
                }
            }

            /// The hosts that Amazon's script posts the payload to, and to which Amazon then redirects the buyer, as
            /// sources of a Content-Security-Policy's `form-action`. Chromium applies `form-action` to redirects too.
            ///
            /// The evidence is the same as for [`connect_sources`](RegionName::connect_sources). A copy of the script
            /// posts to `apay-us.amazon.com`, to `payments.amazon` with one of the domains of Europe, or to
            /// `payments.amazon.co.jp`.
            #[must_use]
            pub const fn form_action_sources(self) -> &'static [&'static str] {
                match self { $(RegionName::$marker => &[$(concat!("https://*.amazon.", $domain)),+],)+ }
            }
        }
    };
}

regions! {
    /// The United States.
    Us {
        tab: "us",
        script: "https://static-na.payments-amazon.com/checkout.js",
        api_host: "pay-api.amazon.com",
        header: "na",
        ledger_currency: "USD",
        languages: [en_US],
        domains: ["com"],
    }
    /// The euro countries.
    Eu {
        tab: "eu",
        script: "https://static-eu.payments-amazon.com/checkout.js",
        api_host: "pay-api.amazon.eu",
        header: "eu",
        ledger_currency: "EUR",
        languages: [en_GB, de_DE, fr_FR, it_IT, es_ES],
        domains: ["com", "co.uk", "de", "es", "fr", "it"],
    }
    /// The United Kingdom.
    Uk {
        tab: "uk",
        script: "https://static-eu.payments-amazon.com/checkout.js",
        api_host: "pay-api.amazon.eu",
        header: "eu",
        ledger_currency: "GBP",
        languages: [en_GB, de_DE, fr_FR, it_IT, es_ES],
        domains: ["com", "co.uk", "de", "es", "fr", "it"],
    }
    /// Japan. Amazon may not have switched the update page on there.
    Jp {
        tab: "jp",
        script: "https://static-fe.payments-amazon.com/checkout.js",
        api_host: "pay-api.amazon.jp",
        header: "jp",
        ledger_currency: "JPY",
        languages: [ja_JP],
        domains: ["com", "co.jp", "jp"],
    }
}

impl RegionName {
    /// The origin of Amazon's script, as a source of a Content-Security-Policy's `script-src`.
    ///
    /// Amazon's page on the hosted update page documents it.
    #[must_use]
    pub fn script_source(self) -> &'static str {
        self.script_url().trim_end_matches("/checkout.js")
    }
}

impl sealed::Sealed for RegionName {}

#[diagnostic::do_not_recommend]
impl Region for RegionName {
    fn name(self) -> RegionName {
        self
    }
}

// Only the table knows the languages of a region.

impl<R: Region> Language<R> {
    /// A language of a region, in Amazon's spelling, for a region or a language known only at run time.
    ///
    /// # Errors
    ///
    /// [`InvalidValue`] with [`Rule::LanguageOfRegion`] for a language that the region does not have.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::region::{Language, RegionName};
    /// use amazonpay_update::rules::Rule;
    ///
    /// let region: RegionName = "eu".parse()?;
    /// assert_eq!(Language::of(region, "de_DE")?.as_str(), "de_DE");
    /// let refused = Language::of(region, "ja_JP").unwrap_err();
    /// assert_eq!(refused.rule(), Rule::LanguageOfRegion);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(region: R, code: &str) -> Result<Language<R>, InvalidValue> {
        match region.name().languages().iter().find(|known| **known == code) {
            Some(known) => Ok(Language::new(region, known)),
            None => Err(InvalidValue::of("checkoutLanguage", Rule::LanguageOfRegion)),
        }
    }

    /// A language of a region, or [the region's first language](Language::first_of) if the region does not have it.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::region::{Language, RegionName};
    ///
    /// assert_eq!(Language::of_or_first(RegionName::Eu, "de_DE").as_str(), "de_DE");
    /// assert_eq!(Language::of_or_first(RegionName::Us, "de_DE").as_str(), "en_US");
    /// ```
    #[must_use]
    pub fn of_or_first(region: R, code: &str) -> Language<R> {
        Language::of(region, code).unwrap_or_else(|_| Language::first_of(region))
    }

    /// The language on the region's tab of Amazon's page.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::region::{Language, RegionName};
    ///
    /// assert_eq!(Language::first_of(RegionName::Jp).as_str(), "ja_JP");
    /// ```
    #[must_use]
    pub fn first_of(region: R) -> Language<R> {
        Language::new(region, region.name().languages()[0])
    }

    /// The region of the language.
    #[must_use]
    pub fn region(&self) -> RegionName {
        self.in_region().name()
    }
}

impl<R: KnownRegion> Language<R> {
    /// A language that this crate does not know, without a check, because Amazon may add languages.
    #[must_use]
    pub fn other(code: impl Into<Cow<'static, str>>) -> Language<R> {
        Language::unchecked(R::default(), code.into())
    }
}

#[diagnostic::do_not_recommend]
impl<R: KnownRegion> LanguageOf<R> for Language<R> {
    fn into_language(self) -> Language<R> {
        self
    }
}

impl<R: KnownRegion> Default for Language<R> {
    fn default() -> Self {
        Language::first_of(R::default())
    }
}

impl<R: KnownRegion> FromStr for Language<R> {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        Language::of(R::default(), text)
    }
}

text_conversions! { Language<R>, [R: KnownRegion] }

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::UnknownWord;

    const UNKNOWN: UnknownWord = UnknownWord::new("region", &["us", "eu", "uk", "jp"]);

    #[test]
    fn a_region_is_parsed_from_its_name() {
        for region in RegionName::ALL {
            assert_eq!(region.to_string().parse(), Ok(*region));
        }
        assert_eq!("UK".parse(), Ok(RegionName::Uk));
        assert_eq!("de".parse::<RegionName>(), Err(UNKNOWN));
    }

    #[test]
    fn both_are_their_names_with_serde() {
        let both = (RegionName::Uk, Environment::Live);
        let json = serde_json::to_string(&both).expect("two texts");
        assert_eq!(json, r#"["uk","live"]"#);
        assert_eq!(serde_json::from_str::<(RegionName, Environment)>(&json).expect("the names"), both);
        let error = serde_json::from_str::<RegionName>(r#""de""#).expect_err("no region");
        assert!(error.to_string().contains(&UNKNOWN.to_string()), "{error}");
    }
}
