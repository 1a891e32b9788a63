//! Reads the JSON that SNS posts, strictly. The result has the right form and is not verified yet.

use super::error::IpnError;
use super::limits::MAX_BODY_BYTES;
use super::message::{Header, Message, SnsNotification, SubscriptionConfirmation, UnsubscribeConfirmation};
use super::url::{CertificateUrl, SubscribeUrl};
use crate::json::{Json, Members};
use crate::violation::{Path, Violations};
use amazonpay_update_rules::Rule;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use std::borrow::Cow;
use std::time::{Duration, SystemTime};

/// The spellings of AWS Lambda for some members. If both spellings were accepted, two readers could see two different
/// messages.
const LAMBDA_SPELLINGS: [(&str, &str); 3] = [
    ("SigningCertUrl", "SigningCertURL"),
    ("SubscribeUrl", "SubscribeURL"),
    ("UnsubscribeUrl", "UnsubscribeURL"),
];

/// Members that not every message has. They must be strings in every message, even if nothing reads them.
const MEMBERS_OF_SOME: [&str; 4] = ["Subject", "SubscribeURL", "Token", "UnsubscribeURL"];

/// Members of the envelope. A raw delivery has none of them.
const MEMBERS_OF_SNS: [&str; 4] = ["Type", "TopicArn", "Signature", "SigningCertURL"];

/// Members of Amazon Pay's notification, which belong in `Message`.
const MEMBERS_OF_AMAZON_PAY: [&str; 3] = ["NotificationVersion", "NotificationType", "NotificationData"];

/// A message, and the signature that must prove it.
pub(super) struct Envelope {
    pub(super) message: Message,
    pub(super) version: SignatureVersion,
    pub(super) signature: Vec<u8>,
    pub(super) certificate_url: CertificateUrl,
}

/// The `SignatureVersion`: which hash was signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SignatureVersion {
    /// `1`: SHA-1.
    V1,
    /// `2`: SHA-256.
    V2,
}

impl Envelope {
    pub(super) fn parse(body: &[u8], china: bool) -> Result<Envelope, IpnError> {
        if body.len() > MAX_BODY_BYTES {
            return Err(IpnError::TooLarge { bytes: body.len() });
        }
        let text = std::str::from_utf8(body).map_err(|_| IpnError::NotUtf8)?;
        let json = Json::parse_borrowed(text).map_err(|why| match why.refusal.rule() {
            Rule::NestingTooDeep => IpnError::TooDeep,
            _ => IpnError::NotJson { line: why.at.line, column: why.at.column },
        })?;
        let mut duplicates = Violations::none();
        json.find_duplicate_keys(&Path::Root, &mut duplicates);
        if !duplicates.is_empty() {
            return Err(IpnError::DuplicateKey);
        }
        let found = json.kind();
        let Json::Object(members) = json else { return Err(IpnError::NotAnObject { found }) };
        Reader { members, china }.envelope()
    }
}

/// The members of the envelope, by name.
struct Reader<'b> {
    members: Members<Cow<'b, str>>,
    china: bool,
}

impl Reader<'_> {
    fn envelope(&self) -> Result<Envelope, IpnError> {
        for (member, instead) in LAMBDA_SPELLINGS {
            if self.members.values(member).next().is_some() {
                return Err(IpnError::LambdaSpelling { member, instead });
            }
        }
        if self.is_raw() {
            return Err(IpnError::RawDelivery);
        }
        for member in MEMBERS_OF_SOME {
            self.optional(member)?;
        }
        let message = match self.line("Type")? {
            "Notification" => Message::Notification(SnsNotification {
                header: self.header()?,
                subject: self.optional_line("Subject")?.map(str::to_owned),
            }),
            "SubscriptionConfirmation" => Message::SubscriptionConfirmation(SubscriptionConfirmation {
                header: self.header()?,
                token: self.line("Token")?.to_owned(),
                subscribe_url: self.subscribe_url()?,
            }),
            "UnsubscribeConfirmation" => Message::UnsubscribeConfirmation(UnsubscribeConfirmation {
                header: self.header()?,
                token: self.line("Token")?.to_owned(),
                subscribe_url: self.subscribe_url()?,
            }),
            _ => return Err(IpnError::UnknownType),
        };
        let version = match self.required("SignatureVersion")? {
            "1" => SignatureVersion::V1,
            "2" => SignatureVersion::V2,
            _ => return Err(IpnError::SignatureVersion),
        };
        let signature =
            BASE64_STANDARD.decode(self.required("Signature")?).map_err(|_| IpnError::SignatureNotBase64)?;
        let certificate_url = CertificateUrl::parse(self.required("SigningCertURL")?, self.china)
            .ok_or(IpnError::CertificateUrl)?;
        if certificate_url.region() != message.topic_arn().region() {
            return Err(IpnError::CertificateRegion);
        }
        Ok(Envelope { message, version, signature, certificate_url })
    }

    /// Whether the body is a notification of Amazon Pay without the envelope.
    fn is_raw(&self) -> bool {
        let is_there = |member: &&str| self.members.values(member).next().is_some();
        let is_own = |name: &str| MEMBERS_OF_AMAZON_PAY.iter().any(|own| name.eq_ignore_ascii_case(own));
        !MEMBERS_OF_SNS.iter().any(is_there) && self.members.iter().any(|(name, _)| is_own(name))
    }

    fn header(&self) -> Result<Header, IpnError> {
        let timestamp_text = self.line("Timestamp")?;
        Ok(Header {
            message_id: self.line("MessageId")?.to_owned(),
            topic_arn: self.line("TopicArn")?.parse().map_err(|_| IpnError::TopicArn)?,
            message: self.required("Message")?.to_owned(),
            timestamp: utc(timestamp_text)?,
            timestamp_text: timestamp_text.to_owned(),
        })
    }

    fn subscribe_url(&self) -> Result<SubscribeUrl, IpnError> {
        SubscribeUrl::parse(self.required("SubscribeURL")?, self.china).ok_or(IpnError::SubscribeUrl)
    }

    /// A string; `None` when it is absent or null.
    fn optional(&self, member: &'static str) -> Result<Option<&str>, IpnError> {
        match self.members.values(member).next() {
            None | Some(Json::Null) => Ok(None),
            Some(Json::String(text)) => Ok(Some(text)),
            Some(other) => Err(IpnError::NotAString { member, found: other.kind() }),
        }
    }

    fn required(&self, member: &'static str) -> Result<&str, IpnError> {
        self.optional(member)?.filter(|text| !text.is_empty()).ok_or(IpnError::MissingMember { member })
    }

    /// A required string without control characters.
    fn line(&self, member: &'static str) -> Result<&str, IpnError> {
        one_line(member, self.required(member)?)
    }

    fn optional_line(&self, member: &'static str) -> Result<Option<&str>, IpnError> {
        self.optional(member)?.map(|text| one_line(member, text)).transpose()
    }
}

fn one_line<'a>(member: &'static str, text: &'a str) -> Result<&'a str, IpnError> {
    let may_be_control = |byte: u8| byte.is_ascii_control() || !byte.is_ascii();
    if text.bytes().any(may_be_control) && text.contains(char::is_control) {
        Err(IpnError::ControlCharacter { member })
    } else {
        Ok(text)
    }
}

/// A time as SNS writes it, in UTC and to the millisecond: `2026-01-02T03:04:05.678Z`.
fn utc(text: &str) -> Result<SystemTime, IpnError> {
    let form = text.len() == 24
        && text.bytes().zip("dddd-dd-ddTdd:dd:dd.dddZ".bytes()).all(|(byte, expected)| match expected {
            b'd' => byte.is_ascii_digit(),
            _ => byte == expected,
        });
    let time: Timestamp = if form { text.parse().ok() } else { None }.ok_or(IpnError::Timestamp)?;
    // Not every clock holds a time before 1970, and converting such a time would panic.
    let since_1970 = Duration::try_from(time.as_duration()).ok();
    since_1970
        .and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since))
        .ok_or(IpnError::TimestampBefore1970)
}
