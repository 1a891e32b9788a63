//! Makes a verified message from the posted bytes.

use super::envelope::{Envelope, SignatureVersion};
use super::error::IpnError;
use super::fetch::CertificateFetcher;
use super::limits::MAX_CLOCK_SKEW;
use super::message::Message;
use super::store::CertificateStore;
use super::topics::Topics;
use std::fmt;
use std::time::{Duration, SystemTime};

/// Verifies that a posted message comes from Amazon Pay, through SNS.
///
/// The verifier first checks the form and the age of the message, which costs nothing. Then it fetches the
/// certificate, only from a URL of SNS, and checks it. It keeps the certificate until the certificate or one of its
/// issuers expires. An unexpected topic is refused last, so that the error names only a topic that SNS signed. The
/// future needs no particular executor.
///
/// The verifier keeps up to 16 certificates that have verified a message of an expected topic. Apart from these it
/// keeps 16 others of messages whose topic is expected, and 16 of all other messages. It also keeps failures, 64 of
/// each kind, for 5 seconds. No more than [`MAX_FETCHES`](super::MAX_FETCHES) fetches run at a time. Callers wait
/// only for the [`CertificateFetcher`]. A message whose certificate is kept does not wait.
///
/// # Examples
///
/// ```
/// use amazonpay_update::ipn::{CertificateFetcher, IpnError, Message, Verifier};
///
/// async fn receive(verifier: &Verifier<impl CertificateFetcher>, body: &[u8]) -> Result<(), IpnError> {
///     match verifier.verify(body).await? {
///         Message::Notification(notification) => println!("new: {}", notification.message_id()),
///         other => println!("nothing to do: {other:?}"),
///     }
///     Ok(())
/// }
/// ```
pub struct Verifier<F> {
    pub(super) policy: Policy,
    pub(super) certificates: CertificateStore<F>,
}

/// The settings for the checks of the verifier itself.
#[derive(Debug)]
pub(super) struct Policy {
    pub(super) topics: Topics,
    pub(super) max_age: Duration,
    pub(super) sha1: bool,
    pub(super) china: bool,
}

impl<F: CertificateFetcher> Verifier<F> {
    /// Verifies a message from the posted body, byte for byte.
    ///
    /// # Errors
    ///
    /// [`IpnError`] says why the message is refused and [whether it may pass later](IpnError::is_transient).
    pub async fn verify(&self, body: &[u8]) -> Result<Message, IpnError> {
        self.verify_at(body, SystemTime::now()).await
    }

    /// Verifies a message as [`verify`](Verifier::verify) does, at another time than now.
    ///
    /// # Errors
    ///
    /// [`IpnError`], as from [`verify`](Verifier::verify).
    pub async fn verify_at(&self, body: &[u8], now: SystemTime) -> Result<Message, IpnError> {
        let envelope = Envelope::parse(body, self.policy.china)?;
        self.policy.check(&envelope, now)?;
        let topic = envelope.message.topic_arn();
        let is_expected = self.policy.topics.allow(topic);
        let found = self.certificates.find(&envelope.certificate_url, is_expected, now).await?;
        let key = match envelope.version {
            SignatureVersion::V1 => &found.certificate.keys.sha1,
            SignatureVersion::V2 => &found.certificate.keys.sha256,
        };
        key.verify(envelope.message.string_to_sign().as_bytes(), &envelope.signature)
            .map_err(|_| IpnError::SignatureMismatch)?;
        if !is_expected {
            // Only now is it known that SNS signed the topic.
            return Err(IpnError::TopicNotAllowed { topic: topic.clone() });
        }
        self.certificates.prove(&envelope.certificate_url, found);
        Ok(envelope.message)
    }

    /// How long a message can pass again after it passed: the allowed age and
    /// [`MAX_CLOCK_SKEW`](super::MAX_CLOCK_SKEW) together.
    ///
    /// A [`ReplayGuard`](super::ReplayGuard) must remember a message for that long.
    #[must_use]
    pub fn replay_window(&self) -> Duration {
        self.policy.max_age.saturating_add(MAX_CLOCK_SKEW)
    }
}

impl Policy {
    fn check(&self, envelope: &Envelope, now: SystemTime) -> Result<(), IpnError> {
        let message = &envelope.message;
        match now.duration_since(message.timestamp()) {
            Ok(age) if age > self.max_age => return Err(IpnError::TooOld { max_age: self.max_age }),
            Err(ahead) if ahead.duration() > MAX_CLOCK_SKEW => return Err(IpnError::FromTheFuture),
            _ => {}
        }
        if envelope.version == SignatureVersion::V1 && !self.sha1 {
            return Err(IpnError::Sha1NotAllowed);
        }
        Ok(())
    }
}

impl<F> fmt::Debug for Verifier<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("policy", &self.policy).finish_non_exhaustive()
    }
}
