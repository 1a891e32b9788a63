//! Amazon Pay's regions and environments: one table.

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
            languages: [$($language:literal),+ $(,)?] $(,)?
        }
    )+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
            pub struct $marker;

            impl sealed::Sealed for $marker {}

            impl Region for $marker {
                const NAME: RegionName = RegionName::$marker;
            }
        )+

        /// A region as a value, for configuration.
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
                match self { $(RegionName::$marker => &[$($language),+],)+ }
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
        languages: ["en_US"],
    }
    /// The euro countries.
    Eu {
        tab: "eu",
        script: "https://static-eu.payments-amazon.com/checkout.js",
        api_host: "pay-api.amazon.eu",
        header: "eu",
        ledger_currency: "EUR",
        languages: ["en_GB", "de_DE", "fr_FR", "it_IT", "es_ES"],
    }
    /// The United Kingdom.
    Uk {
        tab: "uk",
        script: "https://static-eu.payments-amazon.com/checkout.js",
        api_host: "pay-api.amazon.eu",
        header: "eu",
        ledger_currency: "GBP",
        languages: ["en_GB", "de_DE", "fr_FR", "it_IT", "es_ES"],
    }
    /// Japan. Amazon may not have switched the update page on there.
    Jp {
        tab: "jp",
        script: "https://static-fe.payments-amazon.com/checkout.js",
        api_host: "pay-api.amazon.jp",
        header: "jp",
        ledger_currency: "JPY",
        languages: ["ja_JP"],
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

/// Where an account's requests take effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Environment {
    /// Trials without money.
    Sandbox,
    /// Real buyers.
    Live,
}

impl Environment {
    /// Whether it is [`Environment::Live`].
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Environment::Live)
    }
}

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
}
