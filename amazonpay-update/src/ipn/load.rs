//! Fetches one certificate and its missing issuers, and checks them.

use super::certificate::{CertificateError, Keys, Leaf, Validity, from_pem, issuer};
use super::chain::TrustedRoots;
use super::error::IpnError;
use super::fetch::{CertificateFetcher, FetchError, MAX_CERTIFICATE_BYTES};
use super::url::CertificateUrl;
use pki_types::CertificateDer;
use std::time::SystemTime;

/// The most issuers that are fetched for one certificate. Amazon's chains have two between a certificate and a root.
const MAX_ISSUERS: usize = 3;

/// The condition under which a certificate is trusted.
pub(super) enum Trust {
    /// A chain leads to a root, over the served certificates, these intermediates and fetched issuers.
    Chain { roots: TrustedRoots, intermediates: Vec<CertificateDer<'static>> },
    /// The certificate is one of these.
    Pinned(Vec<CertificateDer<'static>>),
}

/// A certificate that may sign for SNS in its region.
pub(super) struct SigningCertificate {
    pub(super) keys: Keys,
    /// The time in which the certificate and its issuers are all valid.
    pub(super) validity: Validity,
}

/// Fetches and checks certificates.
pub(super) struct Loader<F> {
    pub(super) fetcher: F,
    pub(super) trust: Trust,
}

impl<F: CertificateFetcher> Loader<F> {
    pub(super) async fn load(
        &self,
        url: &CertificateUrl,
        now: SystemTime,
    ) -> Result<SigningCertificate, IpnError> {
        let served = from_pem(&bounded(self.fetcher.signing_certificate(url).await?)?)?;
        let (der, rest) = served.split_first().ok_or(CertificateError::Malformed)?;
        let name = url.region().ok_or(CertificateError::WrongName)?.certificate_name();
        let leaf = Leaf::check(der, &name, now)?;
        let validity = match &self.trust {
            Trust::Pinned(pinned) if pinned.contains(der) => leaf.validity,
            Trust::Pinned(_) => return Err(CertificateError::NotPinned.into()),
            Trust::Chain { roots, intermediates } => {
                let known = [rest, intermediates].concat();
                let issuers = self.check_chain(der, &leaf, known, roots, now).await?;
                issuers.map_or(leaf.validity, |issuers| leaf.validity.and(issuers))
            }
        };
        Ok(SigningCertificate { keys: leaf.keys, validity })
    }

    /// Checks the chain, and fetches the issuers it lacks.
    async fn check_chain(
        &self,
        der: &CertificateDer<'static>,
        leaf: &Leaf,
        mut known: Vec<CertificateDer<'static>>,
        roots: &TrustedRoots,
        now: SystemTime,
    ) -> Result<Option<Validity>, IpnError> {
        use CertificateError::{IssuerNotValid, IssuerUsage, NotTrusted};

        let mut next = leaf.issuer.clone();
        let mut fetched = 0;
        loop {
            match (roots.check(der, &known, now), &next) {
                // An issuer that has expired or may not sign may have another certificate for the same key.
                (Err(NotTrusted | IssuerNotValid | IssuerUsage), Some(url)) if fetched < MAX_ISSUERS => {
                    let (found, behind) = issuer(bounded(self.fetcher.issuer_certificate(url).await?)?)?;
                    known.push(found);
                    next = behind;
                    fetched += 1;
                }
                (outcome, _) => return Ok(outcome?),
            }
        }
    }
}

fn bounded(answer: Vec<u8>) -> Result<Vec<u8>, FetchError> {
    if answer.len() > MAX_CERTIFICATE_BYTES { Err(FetchError::TooLarge) } else { Ok(answer) }
}
