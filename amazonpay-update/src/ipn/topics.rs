//! The topics that a verifier accepts, and Amazon Pay's known topics.

use super::topic::{InvalidTopicArn, TopicArn};
use crate::account::{Account, AccountKey};
use crate::region::{Environment, Region, RegionName};
use crate::value::MerchantId;
use serde::de::{self, Deserialize, Deserializer};
use std::collections::BTreeSet;
use std::str::FromStr;

/// Amazon Pay's known topics: the region and the environment of the account, the region of AWS, and the marketplace's
/// id.
const MARKETPLACES: [(RegionName, Environment, &str, &str); 5] = [
    (RegionName::Us, Environment::Sandbox, "us-east-1", "A3BXB0YN3XH17H"),
    (RegionName::Us, Environment::Live, "us-east-1", "AGWSWK15IEJJ7"),
    (RegionName::Eu, Environment::Sandbox, "eu-west-1", "A1G8446IYHA4MR"),
    (RegionName::Uk, Environment::Sandbox, "eu-west-1", "A3M3RRFO9XDT2G"),
    (RegionName::Jp, Environment::Sandbox, "us-west-2", "A31YDYE76E6TCP"),
];

/// The topics whose messages a [`Verifier`](super::Verifier) accepts.
///
/// Anybody can have SNS sign a message for a topic of their own, so a signature proves only that SNS sent the
/// message. The topic proves that the message comes from Amazon Pay.
///
/// # Amazon Pay's topics
///
/// Amazon does not document its topics. All known messages have a topic of the form
/// `arn:aws:sns:<region>:291180941288:<marketplace id><merchant id>`, in `us-east-1` (US), `eu-west-1` (EU, UK) or
/// `us-west-2` (JP). [`of_account`](Topics::of_account) makes this topic when the marketplace's id is known:
/// everywhere in Sandbox, and in Live in the US.
///
/// The known messages are older than API v2. A solution provider's topic can have another merchant's id than the
/// message. So an unexpected topic does not lose a message at once. If the signature verifies, the message is
/// answered with 503, and SNS delivers it again while you add the topic that [the
/// error](super::IpnError::TopicNotAllowed) names.
///
/// # From configuration
///
/// `Topics` is parsed from ARNs with commas or white space between them. With serde it is read from such a text or
/// from a list of ARNs.
///
/// # Examples
///
/// ```
/// use amazonpay_update::Environment;
/// use amazonpay_update::ipn::Topics;
/// use amazonpay_update::merchant_id;
/// use amazonpay_update::region::RegionName;
///
/// let topic = "arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151";
/// let topics = Topics::only([topic.parse()?]);
///
/// let merchant_id = merchant_id!("A3LVSV45M75151");
/// assert_eq!(Topics::of_merchant(&merchant_id, RegionName::Us, Environment::Sandbox)?, topics);
/// assert_eq!(topic.parse(), Ok(topics)); // as in a configuration
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topics(Option<BTreeSet<TopicArn>>);

impl Topics {
    /// Only these topics, for example the topic of Live, and the topic of Sandbox if both post to the same endpoint.
    #[must_use]
    pub fn only(topics: impl IntoIterator<Item = TopicArn>) -> Topics {
        Topics(Some(topics.into_iter().collect()))
    }

    /// Amazon Pay's topic for an account.
    ///
    /// # Errors
    ///
    /// [`UnknownMarketplace`] when the marketplace's id is not known: EU, UK and JP in Live.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::ipn::{Topics, UnknownMarketplace};
    /// use amazonpay_update::{Account, Us};
    ///
    /// fn topics(account: &Account<Us>) -> Result<Topics, UnknownMarketplace> {
    ///     Topics::of_account(account)
    /// }
    /// ```
    pub fn of_account<R: Region, K: AccountKey>(
        account: &Account<R, K>,
    ) -> Result<Topics, UnknownMarketplace> {
        Topics::of_merchant(account.merchant_id(), account.region(), account.environment())
    }

    /// Like [`of_account`](Topics::of_account), for a service that receives an account's notifications without having
    /// the account.
    ///
    /// # Errors
    ///
    /// [`UnknownMarketplace`], as from [`of_account`](Topics::of_account).
    pub fn of_merchant(
        merchant_id: &MerchantId,
        region: RegionName,
        environment: Environment,
    ) -> Result<Topics, UnknownMarketplace> {
        let is_it = |row: &&(RegionName, Environment, &str, &str)| (row.0, row.1) == (region, environment);
        let &(_, _, aws_region, marketplace) =
            MARKETPLACES.iter().find(is_it).ok_or(UnknownMarketplace { region, environment })?;
        Ok(Topics::only([TopicArn::of_amazon_pay(aws_region, marketplace, merchant_id)]))
    }

    /// Any topic of any AWS account.
    ///
    /// Anybody with an AWS account can then send messages that pass, and push out certificates that are in use. Use
    /// this only if something else proves who sent a message.
    #[must_use]
    pub fn any() -> Topics {
        Topics(None)
    }

    /// Both these topics and those.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::ipn::{Topics, UnknownMarketplace};
    /// use amazonpay_update::{Account, Us};
    ///
    /// fn topics(live: &Account<Us>, sandbox: &Account<Us>) -> Result<Topics, UnknownMarketplace> {
    ///     Ok(Topics::of_account(live)?.and(Topics::of_account(sandbox)?))
    /// }
    /// ```
    #[must_use]
    pub fn and(self, those: Topics) -> Topics {
        match (self.0, those.0) {
            (Some(these), Some(those)) => Topics(Some(these.into_iter().chain(those).collect())),
            _ => Topics::any(),
        }
    }

    /// Each topic. Nothing when any topic is accepted.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &TopicArn> {
        self.0.iter().flatten()
    }

    pub(crate) fn allow(&self, topic: &TopicArn) -> bool {
        self.0.as_ref().is_none_or(|topics| topics.contains(topic))
    }
}

/// Joins topics, for example the topics of several accounts.
impl FromIterator<Topics> for Topics {
    fn from_iter<I: IntoIterator<Item = Topics>>(topics: I) -> Topics {
        topics.into_iter().fold(Topics::only([]), Topics::and)
    }
}

impl FromStr for Topics {
    type Err = InvalidTopicArn;

    /// Parses one or more ARNs with commas or white space between them.
    fn from_str(text: &str) -> Result<Topics, InvalidTopicArn> {
        let arns = text.split([',', ' ', '\t', '\r', '\n']).filter(|arn| !arn.is_empty());
        let topics: BTreeSet<TopicArn> = arns.map(str::parse).collect::<Result<_, _>>()?;
        if topics.is_empty() { Err(InvalidTopicArn) } else { Ok(Topics(Some(topics))) }
    }
}

impl<'de> Deserialize<'de> for Topics {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Topics, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(untagged, expecting = "the ARN of an SNS topic, or a list of them")]
        enum Written {
            Text(String),
            List(Vec<String>),
        }

        let topics = match Written::deserialize(deserializer)? {
            Written::Text(text) => text.parse(),
            Written::List(arns) => {
                arns.iter().map(|arn| arn.parse()).collect::<Result<_, _>>().map(|arns| Topics(Some(arns)))
            }
        };
        topics.map_err(de::Error::custom)
    }
}

/// Amazon Pay's marketplace id for a region and an environment is not known, so its topics are not known either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the id of Amazon Pay's marketplace for the region `{region}` and the environment `{environment}` is not known, \
     so its topic is not known: give `Topics::only([])` at first, and then add the topic that the error of the first \
     notification names; SNS delivers that notification again"
)]
#[non_exhaustive]
pub struct UnknownMarketplace {
    /// The account's region.
    pub region: RegionName,
    /// The account's environment.
    pub environment: Environment,
}
