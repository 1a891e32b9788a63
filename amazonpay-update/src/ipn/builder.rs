//! Makes a verifier.

use super::certificate::{CertificateError, all_from_pem};
use super::chain::TrustedRoots;
use super::fetch::CertificateFetcher;
use super::limits::DEFAULT_MAX_AGE;
use super::load::Trust;
use super::store::CertificateStore;
use super::topics::Topics;
use super::verifier::{Policy, Verifier};
use pki_types::CertificateDer;
use std::fmt;
use std::time::Duration;

/// Makes a [`Verifier`].
///
/// # Examples
///
/// ```
/// use amazonpay_update::ipn::{CertificateFetcher, InvalidTopicArn, Topics, Verifier};
///
/// fn verifier<F: CertificateFetcher>(fetcher: F) -> Result<Verifier<F>, InvalidTopicArn> {
///     let topics = Topics::only(["arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151".parse()?]);
///     Ok(Verifier::builder(topics, fetcher).allow_sha1().build())
/// }
/// ```
pub struct VerifierBuilder<F> {
    fetcher: F,
    policy: Policy,
    roots: TrustedRoots,
    intermediates: Vec<CertificateDer<'static>>,
    pinned: Vec<CertificateDer<'static>>,
}

impl<F: CertificateFetcher> Verifier<F> {
    /// Begins a verifier of messages of these topics.
    #[must_use]
    pub fn builder(topics: Topics, fetcher: F) -> VerifierBuilder<F> {
        VerifierBuilder::new(topics, fetcher)
    }
}

impl<F: CertificateFetcher> VerifierBuilder<F> {
    fn new(topics: Topics, fetcher: F) -> VerifierBuilder<F> {
        let policy = Policy { topics, max_age: DEFAULT_MAX_AGE, sha1: false, china: false };
        let (intermediates, pinned) = (Vec::new(), Vec::new());
        VerifierBuilder { fetcher, policy, roots: TrustedRoots::default(), intermediates, pinned }
    }

    /// Refuses messages older than this, instead of [`DEFAULT_MAX_AGE`].
    ///
    /// A guard against replays must remember each `MessageId` for as long.
    #[must_use]
    pub fn max_age(mut self, max_age: Duration) -> VerifierBuilder<F> {
        self.policy.max_age = max_age;
        self
    }

    /// Takes version 1 of the signature as well, whose hash is SHA-1.
    ///
    /// Switch it on: a topic signs with version 1 until its owner changes that, the owner of these is Amazon Pay, and
    /// all messages of Amazon Pay that are known have version 1. It is off by default because SHA-1 is broken: two
    /// texts with one hash can be made. That takes somebody who writes both, and here Amazon writes the text; for a
    /// text that is given, no other with the same hash can be found. Leave it out once messages pass without: one that
    /// does not is refused with [`IpnError::Sha1NotAllowed`](super::IpnError::Sha1NotAllowed) and delivered again.
    #[must_use]
    pub fn allow_sha1(mut self) -> VerifierBuilder<F> {
        self.policy.sha1 = true;
        self
    }

    /// Takes URLs below `.amazonaws.com.cn` as well, where AWS has its regions in China.
    #[must_use]
    pub fn allow_china(mut self) -> VerifierBuilder<F> {
        self.policy.china = true;
        self
    }

    /// Trusts these certification authorities, instead of Mozilla's list.
    #[must_use]
    pub fn roots(mut self, roots: TrustedRoots) -> VerifierBuilder<F> {
        self.roots = roots;
        self
    }

    /// Adds certificates of issuers between the certificate of SNS and a root, so that they need not be
    /// fetched. That makes none of them trusted.
    ///
    /// They are at <https://www.amazontrust.com/repository/>, for machines that may not connect to
    /// `amazontrust.com`. Amazon changes the issuer without notice: give all that are called "Amazon RSA 2048".
    ///
    /// # Errors
    ///
    /// [`CertificateError::Malformed`] when the text holds no certificate, or one that cannot be read.
    pub fn intermediates_from_pem(mut self, pem: &str) -> Result<VerifierBuilder<F>, CertificateError> {
        self.intermediates.extend(all_from_pem(pem.as_bytes())?);
        Ok(self)
    }

    /// Takes these certificates of SNS and no other, without regard to who issued them.
    ///
    /// All else is still checked: where the message says its certificate is, what is served there, its key,
    /// its dates and its name. Calls add up. SNS changes its certificate without notice, every 198 days or
    /// sooner, and a verifier with the old one alone refuses every message from then on.
    ///
    /// # Errors
    ///
    /// [`CertificateError::Malformed`] when the text holds no certificate, or one that cannot be read.
    pub fn pin_certificates_from_pem(mut self, pem: &str) -> Result<VerifierBuilder<F>, CertificateError> {
        self.pinned.extend(all_from_pem(pem.as_bytes())?);
        Ok(self)
    }

    /// The verifier.
    #[must_use]
    pub fn build(self) -> Verifier<F> {
        let trust = if self.pinned.is_empty() {
            Trust::Chain { roots: self.roots, intermediates: self.intermediates }
        } else {
            Trust::Pinned(self.pinned)
        };
        Verifier { policy: self.policy, certificates: CertificateStore::new(self.fetcher, trust) }
    }
}

impl<F> fmt::Debug for VerifierBuilder<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifierBuilder").field("policy", &self.policy).finish_non_exhaustive()
    }
}
