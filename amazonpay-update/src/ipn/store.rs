//! Keeps the certificates of SNS, out of an attacker's reach.
//!
//! Anybody can post a message that names a certificate: a certificate that does not exist, or a good one of another
//! region. So a certificate that has verified a message of an expected topic is *proven*. Only another proven
//! certificate can push it out, and only a publisher of such a topic can make one. All other certificates are kept
//! apart from the proven ones.

use super::error::IpnError;
use super::fetch::{CertificateFetcher, FETCHES_OF_EXPECTED, FETCHES_OF_OTHERS, FETCHES_OF_PROVEN};
use super::load::{Loader, SigningCertificate, Trust};
use super::slots::Slots;
use super::url::CertificateUrl;
use crate::bounded_cache::bounded_cache;
use quick_cache::sync::Cache;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// The most certificates of each kind that are kept. SNS has one certificate in a region at a time, and a merchant
/// listens to one or two regions.
const KEPT: usize = 16;

/// The most failures of each kind that are kept. A failure that is forgotten early costs a fetch.
const FAILURES_KEPT: usize = 64;

/// How long a failure is kept for its URL, so that a burst of messages does not cause a burst of requests.
const FAILURE_KEPT: Duration = Duration::from_secs(5);

pub(super) struct CertificateStore<F> {
    loader: Loader<F>,
    proven: Cache<CertificateUrl, Arc<SigningCertificate>>,
    /// Fetches of certificates that are proven and must be fetched again.
    again: Slots,
    expected: Unproven,
    others: Unproven,
}

/// Certificates that messages of one kind have named, and that are not proven.
struct Unproven {
    good: Cache<CertificateUrl, Arc<SigningCertificate>>,
    failures: Cache<CertificateUrl, Failure>,
    slots: Slots,
}

#[derive(Clone)]
struct Failure {
    error: IpnError,
    at: SystemTime,
}

/// A certificate for a message, and whether it is proven.
pub(super) struct Found {
    pub(super) certificate: Arc<SigningCertificate>,
    is_proven: bool,
}

impl<F: CertificateFetcher> CertificateStore<F> {
    pub(super) fn new(fetcher: F, trust: Trust) -> CertificateStore<F> {
        CertificateStore {
            loader: Loader { fetcher, trust },
            proven: bounded_cache(KEPT),
            again: Slots::new(FETCHES_OF_PROVEN),
            expected: Unproven::new(FETCHES_OF_EXPECTED),
            others: Unproven::new(FETCHES_OF_OTHERS),
        }
    }

    /// The certificate at a URL, for a message whose topic is expected or not.
    pub(super) async fn find(
        &self,
        url: &CertificateUrl,
        is_expected: bool,
        now: SystemTime,
    ) -> Result<Found, IpnError> {
        let known = self.proven.get(url);
        let is_known = known.is_some();
        if let Some(certificate) = known.filter(|known| known.validity.check(now).is_ok()) {
            return Ok(Found { certificate, is_proven: true });
        }
        // Messages of unexpected topics must delay only each other.
        let unproven = if is_expected || is_known { &self.expected } else { &self.others };
        let slots = if is_known { &self.again } else { &unproven.slots };
        let certificate = unproven.find(url, now, slots, &self.loader).await?;
        Ok(Found { certificate, is_proven: false })
    }

    /// A message of an expected topic was verified under a certificate.
    pub(super) fn prove(&self, url: &CertificateUrl, found: Found) {
        if !found.is_proven {
            // In this order the certificate is always in one of the two.
            self.proven.insert(url.clone(), found.certificate);
            self.expected.good.remove(url);
        }
    }
}

impl Unproven {
    fn new(slots: usize) -> Unproven {
        Unproven {
            good: bounded_cache(KEPT),
            failures: bounded_cache(FAILURES_KEPT),
            slots: Slots::new(slots),
        }
    }

    /// The certificate at a URL. Callers that ask for the same URL meanwhile wait and share the result.
    async fn find<F: CertificateFetcher>(
        &self,
        url: &CertificateUrl,
        now: SystemTime,
        slots: &Slots,
        loader: &Loader<F>,
    ) -> Result<Arc<SigningCertificate>, IpnError> {
        let start = Instant::now();
        let current = || now.checked_add(start.elapsed()).unwrap_or(now);
        self.good.remove_if(url, |certificate| certificate.validity.check(now).is_err());
        let load = async {
            if let Some(error) = self.failure(url, current()) {
                return Err(error);
            }
            // A refusal here is not kept, because it says nothing about this URL.
            let _slot = slots.take().await?;
            loader.load(url, now).await.map(Arc::new).inspect_err(|error| {
                let failure = Failure { error: error.clone(), at: current() };
                self.failures.insert(url.clone(), failure);
            })
        };
        let certificate = self.good.get_or_insert_async(url, load).await?;
        certificate.validity.check(now)?;
        Ok(certificate)
    }

    /// The error of a URL that failed a moment ago.
    fn failure(&self, url: &CertificateUrl, now: SystemTime) -> Option<IpnError> {
        let failure = self.failures.get(url)?;
        // The failure may be later than a message that arrived during the fetch.
        let apart = now.duration_since(failure.at).unwrap_or_else(|ahead| ahead.duration());
        (apart < FAILURE_KEPT).then_some(failure.error)
    }
}
