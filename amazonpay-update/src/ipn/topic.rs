//! The topic of a message.

use super::aws_region::AwsRegion;
use crate::conversions::text_conversions;
use crate::value::MerchantId;
use std::str::FromStr;

/// The AWS account in which Amazon Pay's topics are.
pub(super) const AMAZON_PAY: &str = "291180941288";

/// The ARN of an SNS topic: `arn:aws:sns:<region>:<12 digits>:<name>`.
///
/// With serde it is a text.
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

    /// Amazon Pay's topic for a merchant, in a region of AWS and a marketplace.
    pub(super) fn of_amazon_pay(aws_region: &str, marketplace: &str, merchant_id: &MerchantId) -> TopicArn {
        TopicArn(format!("arn:aws:sns:{aws_region}:{AMAZON_PAY}:{marketplace}{merchant_id}").into())
    }

    /// Whether the topic is in the AWS account of Amazon Pay's known topics.
    #[must_use]
    pub fn is_of_amazon_pay(&self) -> bool {
        self.0.starts_with("arn:aws:") && self.0.split(':').nth(4) == Some(AMAZON_PAY)
    }

    /// The region of the topic.
    pub(super) fn region(&self) -> Option<AwsRegion<'_>> {
        let mut colons =
            self.0.bytes().enumerate().filter(|&(_, byte)| byte == b':').map(|(at, _)| at).skip(2);
        let (before, behind) = (colons.next()?, colons.next()?);
        AwsRegion::parse(&self.0[before + 1..behind])
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

/// A text is not the ARN of an SNS topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is not the ARN of an SNS topic: write `arn:aws:sns:<region>:<12 digits>:<name>`, with a name of 1 to 256 \
     letters, digits, `-` and `_`, and with `aws-cn` or `aws-us-gov` for `aws` in the regions of those partitions"
)]
pub struct InvalidTopicArn;

fn is_topic_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=256).contains(&name.len()) && name.bytes().all(plain)
}

text_conversions! { TopicArn }
