//! Regions of AWS, and the names of SNS's hosts, topics and certificates in each.

use std::borrow::Cow;

/// A partition of AWS, which shares nothing with the others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Partition {
    Commercial,
    China,
    GovCloud,
}

impl Partition {
    /// The partition's name in ARNs.
    pub(super) const fn in_arn(self) -> &'static str {
        match self {
            Partition::Commercial => "aws",
            Partition::China => "aws-cn",
            Partition::GovCloud => "aws-us-gov",
        }
    }

    /// The domain of the partition's hosts.
    pub(super) const fn domain(self) -> &'static str {
        match self {
            Partition::Commercial | Partition::GovCloud => "amazonaws.com",
            Partition::China => "amazonaws.com.cn",
        }
    }
}

/// The commercial regions in which SNS has a certificate for the region, from AWS's SDK for Java (`SnsHostProvider`).
const OWN_CERTIFICATE: [&str; 17] = [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-west-1",
    "eu-central-2",
    "eu-south-1",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
];

/// A text that has the form of an AWS region: `us-east-1`, `us-gov-west-1`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct AwsRegion<'a>(&'a str);

impl<'a> AwsRegion<'a> {
    /// Two letters, one or two words, one digit. No service's name, as in the hosts of S3 or API Gateway before
    /// `.amazonaws.com`, has this form.
    pub(super) fn parse(text: &'a str) -> Option<AwsRegion<'a>> {
        let letters = |group: &[u8]| group.iter().all(u8::is_ascii_lowercase);
        let word = |group: &[u8]| (2..=9).contains(&group.len()) && letters(group);
        let mut groups = text.as_bytes().split(|&byte| byte == b'-');
        let is_land = groups.next().is_some_and(|land| land.len() == 2 && letters(land));
        let is_number = |group: &[u8]| matches!(group, [b'1'..=b'9']);
        let rest = [groups.next(), groups.next(), groups.next(), groups.next()];
        let is_region = is_land
            && match rest {
                [Some(first), Some(number), None, None] => word(first) && is_number(number),
                [Some(first), Some(second), Some(number), None] => {
                    word(first) && word(second) && is_number(number)
                }
                _ => false,
            };
        is_region.then_some(AwsRegion(text))
    }

    /// The partition of the region.
    pub(super) fn partition(self) -> Partition {
        if self.0.starts_with("cn-") {
            Partition::China
        } else if self.0.starts_with("us-gov-") {
            Partition::GovCloud
        } else {
            Partition::Commercial
        }
    }

    /// The name to which SNS's certificate is issued in the region.
    pub(super) fn certificate_name(self) -> Cow<'static, str> {
        let AwsRegion(region) = self;
        match self.partition() {
            Partition::Commercial if OWN_CERTIFICATE.contains(&region) => {
                format!("sns-signing.{region}.amazonaws.com").into()
            }
            Partition::Commercial => "sns.amazonaws.com".into(),
            Partition::China => format!("sns-{region}.amazonaws.com.cn").into(),
            Partition::GovCloud => "sns-us-gov-west-1.amazonaws.com".into(),
        }
    }
}
