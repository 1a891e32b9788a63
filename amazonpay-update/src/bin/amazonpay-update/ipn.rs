//! The verb `ipn`: a message of Amazon SNS, verified and read.

use crate::input::{Input, named, read_file};
use crate::output::{Failure, Output, json_line};
use amazonpay_update::ipn::{
    AmazonPayNotification, CertificateError, CertificateFetcher, CertificateUrl, DEFAULT_MAX_AGE, FetchError,
    Id, IpnError, IssuerUrl, MAX_BODY_BYTES, MAX_CLOCK_SKEW, Message, NotificationBody, TopicArn, Topics,
    TrustedRoots, UnknownMarketplace, Verifier, VerifierBuilder,
};
use amazonpay_update::region::RegionName;
use amazonpay_update::{Environment, MerchantId};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

#[derive(clap::Args)]
pub(crate) struct IpnArguments {
    #[command(flatten)]
    input: Input,
    /// The certificate at the message's `SigningCertURL`, a PEM file. Only this certificate is accepted. Without it,
    /// the certificate is fetched, which needs the feature `ipn-fetch`. The exit status is 2 if it cannot be fetched.
    #[arg(long, value_name = "PEM")]
    certificate: Option<PathBuf>,
    /// Root certificates, a PEM file. The certificate must have a chain to one of them, and its file must have its
    /// issuers after it.
    #[arg(long, value_name = "PEM", requires = "certificate")]
    root: Option<PathBuf>,
    /// A topic whose messages are accepted; may be given more than once. Without it and `--merchant-id`, every topic
    /// is accepted.
    #[arg(long = "topic-arn", value_name = "ARN")]
    topics: Vec<TopicArn>,
    #[command(flatten)]
    account: AccountArguments,
    /// Also accepts version 1 of the signature, whose hash is SHA-1. All known messages of Amazon Pay have it.
    #[arg(long)]
    allow_sha1: bool,
    /// The age that a message may have.
    #[arg(long, value_name = "SECONDS", default_value_t = DEFAULT_MAX_AGE.as_secs())]
    max_age: u64,
    /// The time to verify at, like `2026-01-02T03:04:05Z`, in place of the current time.
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    now: Option<SystemTime>,
}

/// The account whose topic is accepted.
#[derive(clap::Args)]
struct AccountArguments {
    /// The merchant's id from Seller Central. It accepts the topic that Amazon Pay is known to use for the account,
    /// beside the topics of `--topic-arn`.
    #[arg(long, value_name = "ID", requires_all = ["region", "account_environment"])]
    merchant_id: Option<MerchantId>,
    /// The region of the account: us, eu, uk or jp.
    #[arg(long, requires = "merchant_id")]
    region: Option<RegionName>,
    /// The account is for Sandbox.
    #[arg(long, group = "account_environment", requires = "merchant_id")]
    sandbox: bool,
    /// The account is for Live.
    #[arg(long, group = "account_environment", requires = "merchant_id")]
    live: bool,
}

impl AccountArguments {
    /// No topic, where no account is named.
    fn topics(&self) -> Result<Topics, Failure> {
        let (Some(merchant_id), Some(region)) = (&self.merchant_id, self.region) else {
            return Ok(Topics::only([]));
        };
        let environment = if self.live { Environment::Live } else { Environment::Sandbox };
        Topics::of_merchant(merchant_id, region, environment)
            .map_err(|unknown| Failure::unusable(Unusable::UnknownTopic(unknown)))
    }
}

/// A message cannot be verified with these arguments, files or features.
#[derive(Debug, thiserror::Error)]
enum Unusable {
    #[error("the file {name}: {reason}")]
    NoCertificates { name: String, reason: CertificateError },
    #[error(
        "Amazon Pay's topic for the region `{}` and the environment `{}` is not known: leave out `--merchant-id`, so \
         that a note names the message's topic, and pass the topic with `--topic-arn`",
        .0.region,
        .0.environment
    )]
    UnknownTopic(UnknownMarketplace),
    #[cfg(not(feature = "ipn-fetch"))]
    #[error(
        "this tool was built without the feature `ipn-fetch` and fetches no certificate: download the certificate at \
         `SigningCertURL`, and pass it with `--certificate`"
    )]
    NoCertificate,
}

/// A time at which no message can be verified.
#[derive(Debug, thiserror::Error)]
enum InvalidTime {
    #[error(transparent)]
    Form(#[from] jiff::Error),
    #[error("it lies before 1970, when there was no SNS, and not every clock reaches there")]
    Before1970,
}

/// Reads a time since 1970, because converting an earlier time panics if no clock holds it.
fn time(text: &str) -> Result<SystemTime, InvalidTime> {
    let since_1970 = Duration::try_from(text.parse::<Timestamp>()?.as_duration());
    let time = since_1970.ok().and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since));
    time.ok_or(InvalidTime::Before1970)
}

/// A message is too long, or does not fit the time of `--now`.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error(
        "the message has more than {MAX_BODY_BYTES} bytes, and SNS posts none as long: pass the message alone"
    )]
    TooLarge,
    #[error(
        "`Timestamp` lies more than {} seconds after the time of `--now`: give the time at which the message came",
        MAX_CLOCK_SKEW.as_secs()
    )]
    AfterNow,
    #[error(
        "`Timestamp` lies more than {seconds} seconds before the time of `--now`: give the time at which the message \
         came, or a longer `--max-age`"
    )]
    BeforeNow { seconds: u64 },
    #[error(
        "a certificate has expired at the time of `--now`, or is not valid yet: give the time at which the message came"
    )]
    NotValidThen,
}

/// The given certificates make no chain, and no others are fetched.
#[derive(Debug, thiserror::Error)]
#[error(
    "no chain leads from the certificate to a certificate of `--root`: put the certificates of its issuers, valid at \
     the time, after it in the file of `--certificate`, because with `--root` nothing is fetched"
)]
struct NoChain;

pub(crate) fn run(arguments: &IpnArguments) -> Result<Output, Failure> {
    // A file that is not text is refused like any wrong message.
    let message = arguments.verify(&arguments.input.read_bytes(MAX_BODY_BYTES)?)?;
    let output = Output::passed(json_line(&json(&message)));
    Ok(if arguments.takes_any_topic() {
        output.with_notes(vec![format!(
            "every topic was taken, for `--topic-arn` and `--merchant-id` are missing; this message has the topic {}",
            message.topic_arn()
        )])
    } else {
        output
    })
}

impl IpnArguments {
    fn verify(&self, body: &[u8]) -> Result<Message, Failure> {
        let now = self.now.unwrap_or_else(SystemTime::now);
        let Some(path) = &self.certificate else {
            return self.verify_fetching(body, now)?.map_err(|error| match error {
                // Nothing is decided without an answer. An answer without the certificate refuses the message.
                IpnError::Fetch(FetchError::Failed(_) | FetchError::Tls(_) | FetchError::TooMany) => {
                    Failure::unusable(error)
                }
                error => self.refused(error),
            });
        };
        let certificate = read_file(path)?;
        let builder = self.builder(Given(certificate.clone().into()))?;
        let builder = match &self.root {
            Some(root) => builder
                .roots(TrustedRoots::from_pem(&read_file(root)?).map_err(|reason| wrong(root, reason))?),
            None => builder.pin_certificates_from_pem(&certificate).map_err(|reason| wrong(path, reason))?,
        };
        pollster::block_on(builder.build().verify_at(body, now)).map_err(|error| match error {
            // A certificate that is not in the files counts as one that could not be fetched.
            IpnError::Fetch(_) => Failure::refused_by(NoChain),
            error => self.refused(error),
        })
    }

    /// The refusal in the words of the arguments.
    fn refused(&self, error: IpnError) -> Failure {
        match error {
            IpnError::TooLarge { .. } => Failure::refused_by(Refused::TooLarge),
            IpnError::FromTheFuture if self.now.is_some() => Failure::refused_by(Refused::AfterNow),
            IpnError::TooOld { max_age } if self.now.is_some() => {
                Failure::refused_by(Refused::BeforeNow { seconds: max_age.as_secs() })
            }
            IpnError::Certificate(
                CertificateError::Expired | CertificateError::NotYetValid | CertificateError::IssuerNotValid,
            ) if self.now.is_some() => Failure::refused_by(Refused::NotValidThen),
            error => Failure::refused_by(error),
        }
    }

    #[cfg(feature = "ipn-fetch")]
    fn verify_fetching(&self, body: &[u8], now: SystemTime) -> Result<Result<Message, IpnError>, Failure> {
        let fetcher = amazonpay_update::ipn::HttpFetcher::new().map_err(Failure::unusable)?;
        crate::shared::block_on(self.builder(fetcher)?.build().verify_at(body, now))
    }

    #[cfg(not(feature = "ipn-fetch"))]
    #[allow(clippy::unused_self, reason = "with `ipn-fetch`, it is used")]
    fn verify_fetching(&self, _: &[u8], _: SystemTime) -> Result<Result<Message, IpnError>, Failure> {
        Err(Failure::unusable(Unusable::NoCertificate))
    }

    fn takes_any_topic(&self) -> bool {
        self.topics.is_empty() && self.account.merchant_id.is_none()
    }

    fn builder<F: CertificateFetcher>(&self, fetcher: F) -> Result<VerifierBuilder<F>, Failure> {
        let topics = if self.takes_any_topic() {
            Topics::any()
        } else {
            Topics::only(self.topics.iter().cloned()).and(self.account.topics()?)
        };
        let builder = Verifier::builder(topics, fetcher).max_age(Duration::from_secs(self.max_age));
        Ok(if self.allow_sha1 { builder.allow_sha1() } else { builder })
    }
}

/// One certificate, wherever a message says it is.
struct Given(Vec<u8>);

impl CertificateFetcher for Given {
    async fn signing_certificate(&self, _: &CertificateUrl) -> Result<Vec<u8>, FetchError> {
        Ok(self.0.clone())
    }

    async fn issuer_certificate(&self, _: &IssuerUrl) -> Result<Vec<u8>, FetchError> {
        Err(FetchError::failed(NoChain))
    }
}

fn wrong(path: &Path, reason: CertificateError) -> Failure {
    Failure::unusable(Unusable::NoCertificates { name: named(path), reason })
}

fn json(message: &Message) -> Value {
    let body =
        if let Message::Notification(notification) = message { Some(notification.body()) } else { None };
    let notification = match body {
        Some(NotificationBody::AmazonPay(notification)) => json_of(&notification),
        _ => Value::Null,
    };
    json!({
        "type": message.message_type(),
        "messageId": message.message_id(),
        "notification": notification,
        "message": message.message(),
    })
}

fn json_of(notification: &AmazonPayNotification) -> Value {
    json!({
        "MerchantID": notification.merchant_id().as_str(),
        "ObjectType": notification.object_type().as_str(),
        "ObjectId": notification.object_id(),
        "ChargePermissionId": notification.charge_permission_id().map(Id::as_str),
        "NotificationType": notification.notification_type().as_str(),
        "NotificationId": notification.notification_id(),
        "NotificationVersion": notification.notification_version(),
    })
}
