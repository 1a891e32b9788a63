//! Instant Payment Notifications: from Amazon and from nobody else.
//!
//! Amazon Pay publishes its notifications to a topic of Amazon SNS, and SNS posts them to the merchant's
//! endpoint, signed. A [`Verifier`] takes the body as it was posted and gives a [`Message`], or says in an
//! [`IpnError`] why it is not to be believed. There is no other way to a [`Message`].
//!
//! SNS delivers a message more than once, and what it is answered decides whether it does. [`receive`] verifies a
//! message, lets it take effect [once](once()) and knows the status to answer with.
//!
//! A notification says that something changed, not what it is now: ask Amazon Pay's API for that. [`once_newest`] does
//! it such that a slow answer never overwrites a newer one.
//!
//! What a message must be:
//!
//! | | |
//! |---|---|
//! | form | JSON as SNS posts it, of at most [`MAX_BODY_BYTES`], no key twice, every member that SNS documents a string |
//! | age | at most [`DEFAULT_MAX_AGE`], or another [`max_age`](VerifierBuilder::max_age) |
//! | certificate | served by SNS in the region of the topic, issued to SNS there, RSA of 2048 bits or more, valid now, with a chain to one of [`TrustedRoots`] |
//! | signature | version 2, and version 1 with [`allow_sha1`](VerifierBuilder::allow_sha1) |
//! | topic | one of [`Topics`]: anybody can have SNS sign a message, for a topic of their own |
//!
//! # Setting it up
//!
//! Two things are not documented by Amazon. A message is not given up when one of them is set wrong: it is answered
//! with 503, and the error says which line to add. SNS delivers it again, by default three times within a minute and
//! never for longer than an hour; Amazon does not say how often it is for its topics. So write the error to a log that
//! somebody reads when the first notifications come, in Sandbox.
//!
//! * **The hash.** All messages of Amazon Pay that are known are signed with SHA-1 (version 1), so switch it on with
//!   [`allow_sha1`](VerifierBuilder::allow_sha1).
//! * **The topic.** [`Topics::of_account`] makes the one Amazon Pay is known to use for a merchant.
//!
//! Raw message delivery must be off for the subscription, as it is unless somebody switched it on: a raw delivery
//! has no signature.
//!
//! # Where certificates come from
//!
//! SNS serves its certificate without that of the issuer. Both change without notice: since 2026 a certificate lives
//! for 198 days at most. They are fetched by a [`CertificateFetcher`]; with the feature `ipn-fetch` there is a ready
//! one, `HttpFetcher`. A machine that may connect to listed hosts alone needs these:
//!
//! | what | from |
//! |---|---|
//! | the certificate of SNS | `https://sns.<region>.amazonaws.com`, port 443, in the region of the topic: `us-east-1` (US), `eu-west-1` (EU, UK) or `us-west-2` (JP) |
//! | its issuers | `http://crt.r2m01.amazontrust.com`, port 80 and plain http, and its like: the number changes with the issuer. What comes from there counts only once the chain is verified. |
//!
//! Without the second, give the issuers to [`intermediates_from_pem`](VerifierBuilder::intermediates_from_pem): those
//! called "Amazon RSA 2048 M01" and so on, from <https://www.amazontrust.com/repository/>. Then only one that was not
//! given is fetched, and its messages are answered with 503 until it is given.
//!
//! # Under attack
//!
//! Anybody can post messages, each with the URL of another certificate. [`MAX_FETCHES`] says what they can occupy.
//! A certificate under which a message of an expected topic was verified is in nobody's reach: it is kept until it
//! expires, and has fetches of its own when it must be fetched again. One that was never seen waits its turn behind
//! others; beyond about thirty connections that all post such messages, it may be refused with 503. So limit the
//! requests of one address where you limit those to other routes.

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
