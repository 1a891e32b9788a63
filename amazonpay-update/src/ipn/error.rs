//! Why a message is refused. An error holds no part of the message except a topic that SNS signed.

use super::certificate::CertificateError;
use super::fetch::FetchError;
use super::limits::{MAX_BODY_BYTES, MAX_CLOCK_SKEW};
use super::topic::{AMAZON_PAY, TopicArn};
use amazonpay_update_rules::json::DEEPEST;
use std::time::Duration;

/// A message is refused.
///
/// The error holds no part of the message except a topic that SNS [signed](IpnError::TopicNotAllowed). Answer a
/// [transient](IpnError::is_transient) error with a 5xx status, so that SNS delivers the message again. Answer any
/// other error with a 4xx status, so that SNS gives up.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IpnError {
    /// The body is longer than [`MAX_BODY_BYTES`](super::MAX_BODY_BYTES).
    #[error("the body has {bytes} bytes, and SNS posts at most {}: refuse the request", MAX_BODY_BYTES)]
    TooLarge {
        /// The length of the body.
        bytes: usize,
    },
    /// The body is not UTF-8.
    #[error("the body is not UTF-8: pass on the bytes as they were posted")]
    NotUtf8,
    /// The body is not JSON.
    #[error("the body is not JSON at line {line}, column {column}: pass on the bytes as they were posted")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
    },
    /// The body is nested deeper than 32 levels.
    #[error(
        "the body is nested deeper than {DEEPEST} levels, which SNS never sends: nothing can be done with it"
    )]
    TooDeep,
    /// The body is JSON, but not an object.
    #[error("the body is {found}, and SNS posts an object: pass on the bytes as they were posted")]
    NotAnObject {
        /// What it is.
        found: &'static str,
    },
    /// An object of the body has a key twice. Readers differ in which of the two they take.
    #[error("the body has a key twice in one object, which SNS never sends: nothing can be done with it")]
    DuplicateKey,
    /// A member is spelled as in an event of AWS Lambda.
    #[error(
        "`{member}` is the spelling of AWS Lambda's events, and an HTTP delivery has `{instead}`: pass on the body \
         as SNS posted it"
    )]
    LambdaSpelling {
        /// The member's name in the body.
        member: &'static str,
        /// The name that SNS posts.
        instead: &'static str,
    },
    /// The body is the message alone, without the envelope that SNS signs.
    #[error(
        "the body is a notification without the envelope that SNS signs, as raw message delivery posts it: turn raw \
         message delivery off for the subscription (set `RawMessageDelivery` to `false`), because nothing proves who \
         sent this"
    )]
    RawDelivery,
    /// A required member is absent, null or empty.
    #[error(
        "`{member}` is missing or empty, and every message {}has it: nothing can be done with it",
        if *member == "Type" { "" } else { "of this `Type` " }
    )]
    MissingMember {
        /// The member.
        member: &'static str,
    },
    /// A member is not a string.
    #[error("`{member}` is {found}, and SNS sends a string: nothing can be done with it")]
    NotAString {
        /// The member.
        member: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// A member of one line has a control character. With a line feed there, one signature could verify for two
    /// messages.
    #[error("`{member}` has a control character, which SNS never sends there: nothing can be done with it")]
    ControlCharacter {
        /// The member.
        member: &'static str,
    },
    /// The `Type` is not one of the three that SNS posts.
    #[error(
        "`Type` is not `Notification`, `SubscriptionConfirmation` or `UnsubscribeConfirmation`: nothing can be done \
         with it"
    )]
    UnknownType,
    /// The `TopicArn` is not the ARN of a topic.
    #[error(
        "`TopicArn` is not the ARN of an SNS topic, `arn:aws:sns:<region>:<12 digits>:<name>`: nothing can be done \
         with it"
    )]
    TopicArn,
    /// The signature verifies, but the topic is not expected.
    #[error(
        "the signature verifies, but `TopicArn` is `{topic}`, which is not one of the topics that this verifier \
         accepts: {}, add `\"{topic}\".parse()?` to `Topics::only`, or `--topic-arn {topic}` to the command; SNS \
         delivers the message again",
        whose(topic)
    )]
    TopicNotAllowed {
        /// The topic, which SNS signed.
        topic: TopicArn,
    },
    /// The `Timestamp` is not a time as SNS writes it.
    #[error("`Timestamp` is not a time in UTC like `2026-01-02T03:04:05.678Z`: nothing can be done with it")]
    Timestamp,
    /// The `Timestamp` lies before 1970. Not every clock can hold such a time.
    #[error("`Timestamp` lies before 1970, when there was no SNS: nothing can be done with it")]
    TimestampBefore1970,
    /// The message is older than the verifier allows.
    #[error(
        "`Timestamp` lies more than {} seconds in the past: the message is a replay, or the clock of this machine is \
         fast",
        max_age.as_secs()
    )]
    TooOld {
        /// The age that the verifier allows.
        max_age: Duration,
    },
    /// The `Timestamp` lies in the future.
    #[error(
        "`Timestamp` lies more than {} seconds in the future: set the clock of this machine",
        MAX_CLOCK_SKEW.as_secs()
    )]
    FromTheFuture,
    /// The `SignatureVersion` is neither `1` nor `2`.
    #[error("`SignatureVersion` is neither `1` nor `2`: nothing can be done with it")]
    SignatureVersion,
    /// The signature has version 1, which the verifier does not allow.
    #[error(
        "`SignatureVersion` is `1`, whose hash is SHA-1, as in all known messages of Amazon Pay: add `.allow_sha1()` \
         to `Verifier::builder(...)`, or `--allow-sha1` to the command; SNS delivers the message again"
    )]
    Sha1NotAllowed,
    /// The `Signature` is not in Base64.
    #[error("`Signature` is not Base64 in the standard alphabet with padding: nothing can be done with it")]
    SignatureNotBase64,
    /// The `SigningCertURL` is not a URL at which SNS publishes certificates.
    #[error(
        "`SigningCertURL` is not `https://sns.<region>.amazonaws.com/SimpleNotificationService-<32 lower-case \
         hexadecimal digits>.pem`: nothing was fetched from it (regions in China, whose hosts end in \
         `.amazonaws.com.cn`, need `allow_china` in Rust)"
    )]
    CertificateUrl,
    /// The `SigningCertURL` is in another region than the `TopicArn`.
    #[error(
        "`SigningCertURL` has a host of another region than `TopicArn`, and SNS signs in the region of the topic: \
         nothing was fetched from it"
    )]
    CertificateRegion,
    /// The `SubscribeURL` is not a URL of SNS.
    #[error(
        "`SubscribeURL` is not an https URL of `sns.<region>.amazonaws.com`, or has a port or a fragment: do not \
         open it"
    )]
    SubscribeUrl,
    /// A certificate could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The certificate may not sign for SNS.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// The signature does not verify for the message.
    #[error(
        "`Signature` does not match: the message was changed, or did not come from SNS; if every message fails, \
         check that the body is verified as it was posted, byte for byte"
    )]
    SignatureMismatch,
}

/// The condition under which an unexpected topic may be added.
fn whose(topic: &TopicArn) -> String {
    if topic.is_of_amazon_pay() {
        "if the topic's name ends with your merchant id or your solution provider's".to_owned()
    } else {
        format!(
            "anybody can have a topic, and Amazon Pay's are known in the account {AMAZON_PAY} alone: only if you are \
             sure that this one is Amazon Pay's"
        )
    }
}
