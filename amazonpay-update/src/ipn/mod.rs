//! Verifies and handles Instant Payment Notifications.
//!
//! Amazon Pay publishes its notifications to a topic of Amazon SNS, and SNS signs them and posts them to the
//! merchant's endpoint. A [`Verifier`] takes the body as it was posted. It gives a [`Message`], or an [`IpnError`]
//! that says why the message is refused. Nothing else makes a [`Message`].
//!
//! SNS may deliver a message more than once. The status of the shop's answer decides whether SNS delivers it again.
//! [`receive`] verifies a message, runs its effect [once](once()), and gives the status to answer with.
//!
//! A notification says that something changed, and not what it changed to. Ask Amazon Pay's API for the new state.
//! [`once_newest`] does so, and a slow answer never overwrites a newer one.
//!
//! A message must have:
//!
//! | | |
//! |---|---|
//! | form | JSON as SNS posts it, at most [`MAX_BODY_BYTES`] long, without a key twice in one object; every member that SNS documents is a string |
//! | age | at most [`DEFAULT_MAX_AGE`], or another [`max_age`](VerifierBuilder::max_age) |
//! | certificate | served by SNS in the region of the topic, issued to SNS there, RSA of 2048 bits or more, valid now, with a chain to one of [`TrustedRoots`] |
//! | signature | version 2, and version 1 with [`allow_sha1`](VerifierBuilder::allow_sha1) |
//! | topic | one of [`Topics`], because anybody can have SNS sign a message for a topic of their own |
//!
//! # Setting it up
//!
//! Amazon does not document the hash and the topic. A wrong setting does not lose a message at once: the answer is
//! 503, and the error says which line to add. SNS delivers the message again, by default three times within a minute
//! and never for longer than an hour. Amazon does not say how often its own topics do. So write the error to a log
//! that somebody reads when the first notifications come, in Sandbox.
//!
//! * **The hash.** All known messages of Amazon Pay are signed with SHA-1 (version 1), so allow it with
//!   [`allow_sha1`](VerifierBuilder::allow_sha1).
//! * **The topic.** [`Topics::of_account`] makes the topic that Amazon Pay is known to use for an account.
//!
//! Raw message delivery must be off for the subscription, as it is by default, because a raw delivery has no
//! signature.
//!
//! # Where certificates come from
//!
//! SNS serves its certificate without the issuer's certificate. Both change without notice: since 2026 a certificate
//! lives for 198 days at most. A [`CertificateFetcher`] fetches them. The feature `ipn-fetch` has a ready fetcher,
//! `HttpFetcher`. A machine that may connect only to listed hosts needs these:
//!
//! | what | from |
//! |---|---|
//! | the certificate of SNS | `https://sns.<region>.amazonaws.com`, port 443, in the region of the topic: `us-east-1` (US), `eu-west-1` (EU, UK) or `us-west-2` (JP) |
//! | its issuers | `http://crt.r2m01.amazontrust.com`, port 80 and plain http, and hosts like it: the number changes with the issuer. The answer is not trusted until the chain is verified. |
//!
//! On a machine that may not connect to the second host, give the issuers to
//! [`intermediates_from_pem`](VerifierBuilder::intermediates_from_pem): "Amazon RSA 2048 M01" and the others, from
//! <https://www.amazontrust.com/repository/>. Then only a new issuer is fetched. Until you give that issuer too,
//! messages signed under it are answered with 503.
//!
//! # Under attack
//!
//! Anybody can post messages, each with the URL of another certificate. [`MAX_FETCHES`] says how many fetches they
//! can occupy. An attacker cannot push out a certificate that has verified a message of an expected topic: the
//! verifier keeps it until it expires, and reserves fetches for it. A genuine message with a new certificate waits
//! for its turn. When more than about thirty connections post such messages, the genuine message may be refused with
//! 503. So limit the requests of one address, as for your other routes.

mod aws_region;
mod builder;
mod certificate;
mod chain;
mod envelope;
mod error;
#[cfg(feature = "axum")]
pub mod extractor;
mod fetch;
#[cfg(feature = "ipn-fetch")]
mod http_fetcher;
mod limits;
mod load;
mod message;
mod notification;
mod receive;
mod replay;
mod slots;
mod status;
mod store;
pub(crate) mod testing;
mod topic;
mod topics;
mod url;
mod verifier;

pub use builder::VerifierBuilder;
pub use certificate::CertificateError;
pub use chain::TrustedRoots;
pub use error::IpnError;
pub use fetch::{
    CertificateFetcher, CertificateFuture, DynCertificateFetcher, FetchError, MAX_CERTIFICATE_BYTES,
    MAX_FETCHES,
};
#[cfg(feature = "ipn-fetch")]
pub use http_fetcher::HttpFetcher;
pub use limits::{DEFAULT_MAX_AGE, MAX_BODY_BYTES, MAX_CLOCK_SKEW};
pub use message::{Message, SnsNotification, SubscriptionConfirmation, UnsubscribeConfirmation};
pub use notification::{
    AmazonPayNotification, Id, NotificationBody, NotificationType, ObjectType, Other, OtherReason,
};
pub use receive::{ReceiveError, receive};
pub use replay::{
    AnswerCount, Claim, MemoryClaim, MemoryReplayGuard, OnceError, Outcome, ReplayGuard, ReplayGuardFull,
    ReplayGuardStats, once, once_newest,
};
pub use topic::{InvalidTopicArn, TopicArn};
pub use topics::{Topics, UnknownMarketplace};
pub use url::{CertificateUrl, IssuerUrl, SubscribeUrl};
pub use verifier::Verifier;
