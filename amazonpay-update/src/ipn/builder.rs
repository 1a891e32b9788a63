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
    /// Starts to build a verifier for messages of these topics.
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

    /// Sets the age from which messages are refused. The default is [`DEFAULT_MAX_AGE`].
    ///
    /// A replay guard must remember each `MessageId` for the [`replay_window`](Verifier::replay_window), which grows
    /// with this age.
    #[must_use]
    pub fn max_age(mut self, max_age: Duration) -> VerifierBuilder<F> {
        self.policy.max_age = max_age;
        self
    }

    /// Also accepts version 1 of the signature, whose hash is SHA-1.
    ///
    /// Turn this on, because all known messages of Amazon Pay have version 1. A topic signs with version 1 until its
    /// owner changes that, and Amazon Pay owns these topics. It is off by default because SHA-1 is broken: somebody
    /// who writes two texts can give both one hash. Here Amazon writes the text, and nobody can find another text
    /// with the hash of a given text. Leave this out once messages pass without it. A message with version 1 is then
    /// refused with [`IpnError::Sha1NotAllowed`](super::IpnError::Sha1NotAllowed) and delivered again.
    #[must_use]
    pub fn allow_sha1(mut self) -> VerifierBuilder<F> {
        self.policy.sha1 = true;
        self
    }

    /// Also accepts URLs below `.amazonaws.com.cn`, the domain of AWS's regions in China.
    #[must_use]
    pub fn allow_china(mut self) -> VerifierBuilder<F> {
        self.policy.china = true;
        self
    }

    /// Trusts these certification authorities instead of Mozilla's list.
    #[must_use]
    pub fn roots(mut self, roots: TrustedRoots) -> VerifierBuilder<F> {
        self.roots = roots;
        self
    }

    /// Adds certificates of issuers between the certificate of SNS and a root, so that they need not be fetched. The
    /// verifier does not trust them as roots.
    ///
    /// They are for machines that may not connect to `amazontrust.com`. Download them from
    /// <https://www.amazontrust.com/repository/>. Amazon changes the issuer without notice, so give all whose name
    /// begins "Amazon RSA 2048".
    ///
    /// # Errors
    ///
    /// [`CertificateError::Malformed`] when the text holds no certificate or a malformed one.
    pub fn intermediates_from_pem(mut self, pem: &str) -> Result<VerifierBuilder<F>, CertificateError> {
        self.intermediates.extend(all_from_pem(pem.as_bytes())?);
        Ok(self)
    }

    /// Accepts only these certificates of SNS, from any issuer.
    ///
    /// The verifier still checks the certificate's URL, its content, key, dates and name. Each call adds
    /// certificates. SNS changes its certificate without notice, every 198 days or sooner. A verifier with only the
    /// old certificate then refuses every message.
    ///
    /// # Errors
    ///
    /// [`CertificateError::Malformed`] when the text holds no certificate or a malformed one.
    pub fn pin_certificates_from_pem(mut self, pem: &str) -> Result<VerifierBuilder<F>, CertificateError> {
        self.pinned.extend(all_from_pem(pem.as_bytes())?);
        Ok(self)
    }

    /// Builds the verifier.
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
