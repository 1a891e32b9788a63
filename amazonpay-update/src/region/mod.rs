//! Amazon Pay's regions and environments: one table.

pub mod language;

pub use crate::environment::{Environment, UnknownEnvironment};
#[doc(inline)]
pub use language::Language;

use crate::serde_as_text::serde_as_text;
use crate::value::InvalidValue;
use amazonpay_update_rules::{Rule, RuleSet};
use language::LanguageOf;
use std::fmt;
use std::str::FromStr;

mod sealed {
    pub trait Sealed {}
}

/// A region as a type: [`Us`], [`Eu`], [`Uk`] or [`Jp`].
///
/// Where the region is known only while the program runs, [`RegionName`] has the same facts.
pub trait Region: sealed::Sealed + Copy + fmt::Debug + Default + Send + Sync + 'static {
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
                const NAME: RegionName = RegionName::$marker;
            }

            $(
                #[diagnostic::do_not_recommend]
                impl LanguageOf<$marker> for language::$language {
                    fn into_language(self) -> Language<$marker> {
                        Language::of_region(stringify!($language))
                    }
                }
            )+
        )+

        /// A region as a value, for configuration.
        ///
        /// It is parsed from [its name](RegionName::as_str), in capitals too. With serde it is the name, a text.
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
        pub enum RegionName {
            $($(#[$doc])* $marker,)+
        }

        impl RegionName {
            /// All regions.
            pub const ALL: &'static [RegionName] = &[$(RegionName::$marker,)+];

            /// The region's tab on Amazon's pages, in lower case: `us`, `eu`, `uk`, `jp`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(RegionName::$marker => $tab,)+ }
            }

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

            /// The ISO 4217 code of the currency the merchant's account is kept in.
            #[must_use]
            pub const fn ledger_currency(self) -> &'static str {
                match self { $(RegionName::$marker => $currency,)+ }
            }

            /// The languages of the hosted page; the first is the default.
            #[must_use]
            pub const fn languages(self) -> &'static [&'static str] {
                match self { $(RegionName::$marker => &[$(stringify!($language)),+],)+ }
            }

            /// Where Amazon's script sends requests to, as sources of a Content-Security-Policy's
            /// `connect-src`.
            ///
            /// As Amazon's plugin for Magento allows them (version 5.18.2, `csp_whitelist.xml`). That list is
            /// for all regions; which of its domains are this one's is inferred.
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

            /// Where Amazon's script takes images from, as sources of a Content-Security-Policy's `img-src`.
            ///
            /// The evidence is that of [`connect_sources`](RegionName::connect_sources). The plugin's list also
            /// has 23 hosts at `cloudfront.net`, which hosts anybody's files; they are left out.
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

            /// What Amazon's script opens in frames, as sources of a Content-Security-Policy's `frame-src`.
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

            /// Where Amazon's script posts the payload to, and where Amazon redirects the buyer to from
            /// there, as sources of a Content-Security-Policy's `form-action`: Chromium applies it to
            /// redirects too.
            ///
            /// The evidence is that of [`connect_sources`](RegionName::connect_sources). A copy of the script
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

// What the table alone knows of languages.

impl<R: Region> Default for Language<R> {
    fn default() -> Self {
        Language::of_region(R::NAME.languages()[0])
    }
}

impl<R: Region> FromStr for Language<R> {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let known = R::NAME.languages().contains(&text);
        match InvalidValue::new("checkoutLanguage", RuleSet::EMPTY.with_if(!known, Rule::LanguageOfRegion)) {
            Some(error) => Err(error),
            None => Ok(Language::other(text.to_owned())),
        }
    }
}

/// A text that names no region: the names are `us`, `eu`, `uk` and `jp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such region: write `us`, `eu`, `uk` or `jp`")]
pub struct UnknownRegion;

impl FromStr for RegionName {
    type Err = UnknownRegion;

    fn from_str(text: &str) -> Result<RegionName, UnknownRegion> {
        let same = |region: &&RegionName| region.as_str().eq_ignore_ascii_case(text);
        RegionName::ALL.iter().find(same).copied().ok_or(UnknownRegion)
    }
}

impl fmt::Display for RegionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

serde_as_text!(RegionName);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_parsed_from_its_name() {
        for region in RegionName::ALL {
            assert_eq!(region.to_string().parse(), Ok(*region));
        }
        assert_eq!("UK".parse(), Ok(RegionName::Uk));
        assert_eq!("de".parse::<RegionName>(), Err(UnknownRegion));
    }

    #[test]
    fn both_are_their_names_with_serde() {
        let both = (RegionName::Uk, Environment::Live);
        let json = serde_json::to_string(&both).expect("two texts");
        assert_eq!(json, r#"["uk","live"]"#);
        assert_eq!(serde_json::from_str::<(RegionName, Environment)>(&json).expect("the names"), both);
        let error = serde_json::from_str::<RegionName>(r#""de""#).expect_err("no region");
        assert!(error.to_string().contains(&UnknownRegion.to_string()), "{error}");
    }
}
