//! Which topic a message comes from, and which topics a verifier takes.

use super::aws_region::AwsRegion;
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// The ARN of an SNS topic: `arn:aws:sns:<region>:<12 digits>:<name>`.
///
/// # Examples
///
/// ```
/// use amazonpay_update::ipn::TopicArn;
///
/// let topic: TopicArn = "arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151".parse()?;
/// assert!("arn:aws:sqs:us-east-1:291180941288:A1TOPIC".parse::<TopicArn>().is_err());
/// # Ok::<(), amazonpay_update::ipn::InvalidTopicArn>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicArn(Box<str>);

impl TopicArn {
    /// The ARN as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The region it is in.
    pub(super) fn region(&self) -> Option<AwsRegion<'_>> {
        self.0.split(':').nth(3).and_then(AwsRegion::parse)
    }
}

impl FromStr for TopicArn {
    type Err = InvalidTopicArn;

    fn from_str(text: &str) -> Result<TopicArn, InvalidTopicArn> {
        let mut parts = text.split(':');
        let mut part = || parts.next().unwrap_or_default();
        let (arn, partition, service, region, account, name) =
            (part(), part(), part(), part(), part(), part());
        let is_topic = arn == "arn"
            && service == "sns"
            && AwsRegion::parse(region).is_some_and(|region| region.partition().in_arn() == partition)
            && account.len() == 12
            && account.bytes().all(|byte| byte.is_ascii_digit())
            && is_topic_name(name)
            && parts.next().is_none();
        if is_topic { Ok(TopicArn(text.into())) } else { Err(InvalidTopicArn) }
    }
}

impl fmt::Display for TopicArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text is not the ARN of an SNS topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is not the ARN of an SNS topic: it has the form `arn:aws:sns:<region>:<12 digits>:<name>`, with a name of 1 to \
     256 letters, digits, `-` and `_`, and `aws-cn` or `aws-us-gov` for `aws` in the regions that belong there"
)]
pub struct InvalidTopicArn;

fn is_topic_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=256).contains(&name.len()) && name.bytes().all(plain)
}

/// The topics whose messages a [`Verifier`](super::Verifier) takes.
///
/// Everybody can have SNS sign a message, for a topic of their own. So a signature alone says that SNS
/// sent a message, and only the topic says that it is Amazon Pay's.
///
/// # Examples
///
/// ```
/// use amazonpay_update::ipn::Topics;
///
/// let topics = Topics::only(["arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151".parse()?]);
/// # Ok::<(), amazonpay_update::ipn::InvalidTopicArn>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topics(Option<BTreeSet<TopicArn>>);

impl Topics {
    /// These topics and no other: that of Live, and that of Sandbox where both post to the same endpoint.
    #[must_use]
    pub fn only(topics: impl IntoIterator<Item = TopicArn>) -> Topics {
        Topics(Some(topics.into_iter().collect()))
    }

    /// Any topic of anybody's.
    ///
    /// Whoever has an AWS account can then send messages that pass. Use it to learn the ARN of Amazon
    /// Pay's topic from its first message, or where something else tells the sender.
    #[must_use]
    pub fn any() -> Topics {
        Topics(None)
    }

    pub(super) fn allow(&self, topic: &TopicArn) -> bool {
        self.0.as_ref().is_none_or(|topics| topics.contains(topic))
    }
}
