//! The URLs of a message. They are matched byte for byte as SNS writes them, and never normalized first.

use super::aws_region::{AwsRegion, Partition};

/// The URL of the certificate that signed a message:
/// `https://sns.<region>.amazonaws.com/SimpleNotificationService-<32 lower-case hexadecimal digits>.pem`.
///
/// Only reading a message makes this URL, and only after checking it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CertificateUrl(Box<str>);

impl CertificateUrl {
    pub(super) fn parse(text: &str, china: bool) -> Option<CertificateUrl> {
        let (_, path) = at_sns(text, china)?;
        let digits = path.strip_prefix("/SimpleNotificationService-")?.strip_suffix(".pem")?.as_bytes();
        let lower_hex = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (digits.len() == 32 && digits.iter().all(lower_hex)).then(|| CertificateUrl(text.into()))
    }

    /// The URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The region of the URL's host.
    pub(super) fn region(&self) -> Option<AwsRegion<'_>> {
        at_sns(&self.0, true).map(|(region, _)| region)
    }
}

/// The URL that confirms a subscription, or renews an ended one: https, on a host of SNS, without port, user info and
/// fragment.
///
/// This crate never opens the URL. The URL holds a token, so keep it out of logs.
#[derive(Clone, PartialEq, Eq)]
pub struct SubscribeUrl(Box<str>);

impl SubscribeUrl {
    pub(super) fn parse(text: &str, china: bool) -> Option<SubscribeUrl> {
        let harmless = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%/?".contains(&byte);
        let (_, path) = at_sns(text, china)?;
        path.bytes().all(harmless).then(|| SubscribeUrl(text.into()))
    }

    /// The URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for SubscribeUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SubscribeUrl").finish_non_exhaustive()
    }
}

/// The URL of an issuer's certificate (the `caIssuers` of the authority information access, RFC 5280 section 4.2.2.1),
/// on a host below `amazontrust.com`, Amazon's certification authority.
///
/// The scheme may be http, as usual for certification authorities. The answer is not trusted until its chain is
/// verified.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IssuerUrl(Box<str>);

impl IssuerUrl {
    pub(super) fn parse(text: &str) -> Option<IssuerUrl> {
        let rest = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"))?;
        let (host, path) = rest.split_at(rest.find('/')?);
        let label = |label: &str| {
            let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            !label.is_empty() && label.bytes().all(inner)
        };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        let allowed = host.strip_suffix(".amazontrust.com")?.split('.').all(label) && path.bytes().all(plain);
        allowed.then(|| IssuerUrl(text.into()))
    }

    /// The URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The region of an https URL of SNS, and what follows its host, from the slash on.
///
/// Region and domain must fill the text up to that slash, so there is no user info, port, other host or escape.
fn at_sns(text: &str, china: bool) -> Option<(AwsRegion<'_>, &str)> {
    let rest = text.strip_prefix("https://sns.")?;
    let (host, path) = split_before(rest, b'/')?;
    let (region, domain) = split_before(host, b'.')?;
    let (region, domain) = (AwsRegion::parse(region)?, &domain[1..]);
    let partition = region.partition();
    (partition.domain() == domain && (china || partition != Partition::China)).then_some((region, path))
}

/// The text before the first occurrence of an ASCII character, and the rest from there on.
fn split_before(text: &str, character: u8) -> Option<(&str, &str)> {
    text.bytes().position(|byte| byte == character).map(|at| text.split_at(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";

    fn certificate(host: &str, china: bool) -> bool {
        CertificateUrl::parse(&format!("https://{host}{FILE}"), china).is_some()
    }

    #[test]
    fn a_certificate_comes_from_sns_in_a_region() {
        for region in ["us-east-1", "eu-west-1", "ap-northeast-3", "us-gov-west-1", "mx-central-1"] {
            assert!(certificate(&format!("sns.{region}.amazonaws.com"), false), "{region}");
        }
    }

    #[test]
    fn no_other_host_serves_certificates() {
        for host in [
            "",
            "sns.amazonaws.com",
            "sns..amazonaws.com",
            "sns.us-east-1.amazonaws.com.evil.example",
            "evil.example/sns.us-east-1.amazonaws.com",
            "sns.us-east-1.amazonaws.com:443",
            "a@sns.us-east-1.amazonaws.com",
            "sns.us-east-1@evil.amazonaws.com",
            "sns.us-east-1.evil.amazonaws.com",
            "sns.us-east-1.amazonaws.com.",
            "SNS.us-east-1.amazonaws.com",
            "sns.US-east-1.amazonaws.com",
            "sns-fips.us-east-1.amazonaws.com",
            "sns.s3-us-west-2.amazonaws.com",
            "sns.s3-website-us-east-1.amazonaws.com",
            "sns.s3.amazonaws.com",
            "sns.elb-us-east-1.amazonaws.com",
            "sns.us-east-s3.amazonaws.com",
            "sns.us-east-12.amazonaws.com",
            "sns.us-east-0.amazonaws.com",
            "sns.us-1.amazonaws.com",
            "sns.us-a-1.amazonaws.com",
            "sns.us--east-1.amazonaws.com",
            "sns.us-east-.amazonaws.com",
            "sns.us-a-very-long-region-1.amazonaws.com",
            "sns.execute-api.amazonaws.com",
            "sns.us.amazonaws.com",
        ] {
            assert!(!certificate(host, true), "{host}");
        }
    }

    #[test]
    fn hosts_in_china_are_for_those_who_ask() {
        assert!(!certificate("sns.cn-north-1.amazonaws.com.cn", false));
        assert!(certificate("sns.cn-north-1.amazonaws.com.cn", true));
        assert!(!certificate("sns.cn-north-1.amazonaws.com", true));
        assert!(!certificate("sns.us-east-1.amazonaws.com.cn", true));
        assert!(!certificate("sns.cn-north-1.amazonaws.com.cn.cn", true));
    }

    #[test]
    fn only_the_file_of_a_certificate_is_fetched() {
        let origin = "https://sns.us-east-1.amazonaws.com";
        assert!(CertificateUrl::parse(&format!("{origin}{FILE}"), false).is_some());
        for wrong in [
            format!("http://sns.us-east-1.amazonaws.com{FILE}"),
            format!("HTTPS://sns.us-east-1.amazonaws.com{FILE}"),
            format!(" {origin}{FILE}"),
            format!("{origin}{FILE} "),
            format!("{origin}{FILE}?x=1"),
            format!("{origin}{FILE}#x"),
            format!("{origin}/a/..{FILE}"),
            format!("{origin}/{FILE}"),
            format!("{origin}?{FILE}"),
            format!("{origin}\\@evil.example{FILE}"),
            format!("{origin}{}", FILE.to_uppercase()),
            format!("{origin}{}", FILE.replace("abc", "ABC")),
            format!("{origin}{}", FILE.replace("abc", "ab")),
            format!("{origin}{}", FILE.replace("abc", "%61bc")),
            format!("{origin}{}", FILE.replace('c', "g")),
            origin.to_owned(),
            String::new(),
        ] {
            assert!(CertificateUrl::parse(&wrong, false).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_subscription_is_confirmed_at_sns() {
        let right = "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:x&Token=2_a%20";
        assert!(SubscribeUrl::parse(right, false).is_some());
        for wrong in [
            "https://evil.example/?Action=ConfirmSubscription",
            "https://sns.us-east-1.amazonaws.com:443/?x",
            "https://a@sns.us-east-1.amazonaws.com/?x",
            "https://sns.us-east-1.amazonaws.com/?x#y",
            "https://sns.us-east-1.amazonaws.com/?x y",
            "https://sns.us-east-1.amazonaws.com/\\",
            "https://sns.us-east-1.amazonaws.com/?x\nTimestamp",
            "https://sns.us-east-1.amazonaws.com",
            "http://sns.us-east-1.amazonaws.com/?x",
            "https://sns.cn-north-1.amazonaws.com.cn/?x",
        ] {
            assert!(SubscribeUrl::parse(wrong, false).is_none(), "{wrong}");
        }
    }

    #[test]
    fn an_issuer_is_fetched_from_amazons_authority_alone() {
        for right in ["http://crt.r2m01.amazontrust.com/r2m01.cer", "https://crt.amazontrust.com/a/b.pem"] {
            assert!(IssuerUrl::parse(right).is_some(), "{right}");
        }
        for wrong in [
            "http://amazontrust.com/a.cer",
            "http://.amazontrust.com/a.cer",
            "http://evilamazontrust.com/a.cer",
            "http://crt.amazontrust.com.evil.example/a.cer",
            "http://evil.example/.amazontrust.com/a.cer",
            "http://evil.example#.amazontrust.com/a.cer",
            "http://a@crt.amazontrust.com/a.cer",
            "http://crt.amazontrust.com:8080/a.cer",
            "http://crt.amazontrust.com/a.cer?x",
            "http://crt.amazontrust.com/a.cer#x",
            "http://crt.amazontrust.com/%2e%2e/a.cer",
            "http://169.254.169.254/latest",
            "ldap://crt.amazontrust.com/a.cer",
            "http://crt.amazontrust.com",
        ] {
            assert!(IssuerUrl::parse(wrong).is_none(), "{wrong}");
        }
    }
}
