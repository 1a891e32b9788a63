//! Instant Payment Notifications: from Amazon and from nobody else.
//!
//! Amazon Pay publishes its notifications to a topic of Amazon SNS, and SNS posts them to the merchant's
//! endpoint, signed. A [`Verifier`] takes the body as it was posted and gives a [`Message`], or says in an
//! [`IpnError`] why it is not to be believed. There is no other way to a [`Message`].
//!
//! SNS delivers a message more than once, and what it is answered decides whether it does. [`receive`] verifies a
//! message, lets it take effect [once](once()) and knows the status to answer with.
//!
//! A notification says that something changed, not what it is now: ask Amazon Pay's API for that.
//!
//! What a message must be:
//!
//! | | |
//! |---|---|
//! | form | JSON as SNS posts it, of at most [`MAX_BODY_BYTES`], no key twice, every member that SNS documents a string |
//! | topic | one of [`Topics`]: anybody can have SNS sign a message, for a topic of their own |
//! | age | at most [`DEFAULT_MAX_AGE`], or another [`max_age`](VerifierBuilder::max_age) |
//! | certificate | served by SNS, issued to `sns.amazonaws.com`, RSA of 2048 bits or more, valid now, with a chain to one of [`TrustedRoots`] |
//! | signature | version 2, and version 1 with [`allow_sha1`](VerifierBuilder::allow_sha1) |
//!
//! Certificates are fetched by a [`CertificateFetcher`]. With the feature `ipn-fetch` there is a ready one,
//! `HttpFetcher`.

mod aws_region;
#[cfg(feature = "axum")]
pub mod axum;
mod builder;
mod certificate;
mod chain;
mod envelope;
mod error;
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
pub use fetch::{CertificateFetcher, FetchError, MAX_CERTIFICATE_BYTES, MAX_FETCHES};
#[cfg(feature = "ipn-fetch")]
pub use http_fetcher::HttpFetcher;
pub use limits::{DEFAULT_MAX_AGE, MAX_BODY_BYTES, MAX_CLOCK_SKEW};
pub use message::{Message, SnsNotification, SubscriptionConfirmation, UnsubscribeConfirmation};
pub use notification::{
    AmazonPayNotification, Id, NotificationBody, NotificationType, ObjectType, Other, OtherReason,
};
pub use receive::{ReceiveError, receive};
pub use replay::{
    Claim, MemoryClaim, MemoryReplayGuard, OnceError, Outcome, ReplayGuard, ReplayGuardFull,
    ReplayGuardStats, once,
};
pub use topic::{InvalidTopicArn, TopicArn};
pub use topics::{Topics, UnknownMarketplace};
pub use url::{CertificateUrl, IssuerUrl, SubscribeUrl};
pub use verifier::Verifier;
