//! Amazon Pay's regions: one table, from Amazon's documents.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A region of Amazon Pay, by its tab on Amazon's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Region {
    /// The United States.
    Us,
    /// The eurozone.
    Eu,
    /// The United Kingdom.
    Uk,
    /// Japan.
    Jp,
}

/// Sandbox or Live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// For tests.
    Sandbox,
    /// With real buyers.
    Live,
}

/// The names of a region in the parts of Amazon Pay.
pub(crate) struct Facts {
    /// The word of the command line.
    pub(crate) name: &'static str,
    /// The value of `x-amz-pay-host`.
    pub(crate) api_host: &'static str,
    /// The value of `x-amz-pay-region`.
    pub(crate) header: &'static str,
    pub(crate) ledger_currency: &'static str,
    pub(crate) languages: &'static [&'static str],
    /// The region of AWS with its topics.
    pub(crate) sns_region: &'static str,
    /// The country of a new address.
    pub(crate) country: &'static str,
    sandbox_marketplace: &'static str,
    live_marketplace: Option<&'static str>,
}

impl Region {
    /// Every region.
    pub const ALL: &'static [Region] = &[Region::Us, Region::Eu, Region::Uk, Region::Jp];

    pub(crate) const fn facts(self) -> &'static Facts {
        match self {
            Region::Us => &Facts {
                name: "us",
                api_host: "pay-api.amazon.com",
                header: "na",
                ledger_currency: "USD",
                languages: &["en_US"],
                sns_region: "us-east-1",
                country: "US",
                sandbox_marketplace: "A3BXB0YN3XH17H",
                live_marketplace: Some("AGWSWK15IEJJ7"),
            },
            Region::Eu => &Facts {
                name: "eu",
                api_host: "pay-api.amazon.eu",
                header: "eu",
                ledger_currency: "EUR",
                languages: &["en_GB", "de_DE", "fr_FR", "it_IT", "es_ES"],
                sns_region: "eu-west-1",
                country: "DE",
                sandbox_marketplace: "A1G8446IYHA4MR",
                live_marketplace: None,
            },
            Region::Uk => &Facts {
                name: "uk",
                api_host: "pay-api.amazon.eu",
                header: "eu",
                ledger_currency: "GBP",
                languages: &["en_GB", "de_DE", "fr_FR", "it_IT", "es_ES"],
                sns_region: "eu-west-1",
                country: "GB",
                sandbox_marketplace: "A3M3RRFO9XDT2G",
                live_marketplace: None,
            },
            Region::Jp => &Facts {
                name: "jp",
                api_host: "pay-api.amazon.jp",
                header: "jp",
                ledger_currency: "JPY",
                languages: &["ja_JP"],
                sns_region: "us-west-2",
                country: "JP",
                sandbox_marketplace: "A31YDYE76E6TCP",
                live_marketplace: None,
            },
        }
    }

    /// The host of the API that is stood in for, such as `pay-api.amazon.com`.
    #[must_use]
    pub const fn api_host(self) -> &'static str {
        self.facts().api_host
    }

    /// The host of SNS for its notifications, such as `sns.us-east-1.amazonaws.com`.
    #[must_use]
    pub fn sns_host(self) -> String {
        format!("sns.{}.amazonaws.com", self.facts().sns_region)
    }

    /// Amazon Pay's marketplace. Ids that are not known are made up.
    pub(crate) fn marketplace(self, environment: Environment) -> &'static str {
        match environment {
            Environment::Sandbox => self.facts().sandbox_marketplace,
            Environment::Live => self.facts().live_marketplace.unwrap_or("ASTANDINMARKET"),
        }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.facts().name)
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Environment::Sandbox => "sandbox",
            Environment::Live => "live",
        })
    }
}

impl Environment {
    /// The environment's name in answers of the API.
    pub(crate) const fn release_environment(self) -> &'static str {
        match self {
            Environment::Sandbox => "Sandbox",
            Environment::Live => "Live",
        }
    }
}
