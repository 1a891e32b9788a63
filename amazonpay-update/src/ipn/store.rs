//! The certificates of SNS: fetched, checked, and kept while they are good.

use super::certificate::{CertificateError, Keys, Leaf, Validity, from_pem, issuer};
use super::chain::TrustedRoots;
use super::error::IpnError;
use super::fetch::{CertificateFetcher, FetchError, MAX_CERTIFICATE_BYTES, MAX_FETCHES};
use super::url::CertificateUrl;
use crate::bounded_cache::bounded_cache;
use pki_types::CertificateDer;
use quick_cache::sync::Cache;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// Certificates kept. SNS has one in a region at a time, and a merchant listens to one or two regions.
const KEPT: usize = 16;

/// How long a failure answers for its URL, so that a burst of messages is not a burst of requests.
const FAILURE_KEPT: Duration = Duration::from_secs(5);

/// Issuers fetched for one certificate. Amazon's chains have two between a certificate and a root.
const MAX_ISSUERS: usize = 3;

/// What makes a certificate trusted.
pub(super) enum Trust {
    /// A chain to a root, over what was served, these intermediates, and what the issuers are said to be.
    Chain { roots: TrustedRoots, intermediates: Vec<CertificateDer<'static>> },
    /// That it is one of these.
    Pinned(Vec<CertificateDer<'static>>),
}

pub(super) struct CertificateStore<F> {
    fetcher: F,
    trust: Trust,
    cache: Cache<CertificateUrl, Entry>,
    fetches: Fetches,
}

/// What came of a URL.
#[derive(Clone)]
enum Entry {
    Good { keys: Arc<Keys>, validity: Validity },
    Failed { error: IpnError, at: SystemTime },
}

impl Entry {
    fn is_current(&self, now: SystemTime) -> bool {
        match self {
            Entry::Good { validity, .. } => validity.check(now).is_ok(),
            // It may lie ahead of a message that arrived while the fetch was failing.
            Entry::Failed { at, .. } => {
                now.duration_since(*at).unwrap_or_else(|ahead| ahead.duration()) < FAILURE_KEPT
            }
        }
    }
}

impl<F: CertificateFetcher> CertificateStore<F> {
    pub(super) fn new(fetcher: F, trust: Trust) -> CertificateStore<F> {
        CertificateStore { fetcher, trust, cache: bounded_cache(KEPT), fetches: Fetches::default() }
    }

    /// The keys of the certificate at a URL. Those who ask for the same one meanwhile wait and share what
    /// comes of it.
    pub(super) async fn keys(&self, url: &CertificateUrl, now: SystemTime) -> Result<Arc<Keys>, IpnError> {
        self.cache.remove_if(url, |entry| !entry.is_current(now));
        let load = async {
            // Not kept when refused, for it says nothing about this URL.
            let _fetch = self.fetches.begin()?;
            let start = Instant::now();
            Ok::<_, IpnError>(match self.load(url, now).await {
                Ok((keys, validity)) => Entry::Good { keys: Arc::new(keys), validity },
                Err(error) => Entry::Failed { error, at: now.checked_add(start.elapsed()).unwrap_or(now) },
            })
        };
        match self.cache.get_or_insert_async(url, load).await? {
            Entry::Good { keys, validity } => {
                validity.check(now)?;
                Ok(keys)
            }
            Entry::Failed { error, .. } => Err(error),
        }
    }

    async fn load(&self, url: &CertificateUrl, now: SystemTime) -> Result<(Keys, Validity), IpnError> {
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
        Ok((leaf.keys, validity))
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

/// How many certificates are being fetched.
#[derive(Default)]
struct Fetches(AtomicUsize);

impl Fetches {
    fn begin(&self) -> Result<Fetch<'_>, FetchError> {
        let more = |count: usize| (count < MAX_FETCHES).then_some(count + 1);
        match self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more) {
            Ok(_) => Ok(Fetch(self)),
            Err(_) => Err(FetchError::TooMany),
        }
    }
}

/// One of them; it ends when this is dropped, be it done or given up.
struct Fetch<'a>(&'a Fetches);

impl Drop for Fetch<'_> {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn bounded(answer: Vec<u8>) -> Result<Vec<u8>, FetchError> {
    if answer.len() > MAX_CERTIFICATE_BYTES { Err(FetchError::TooLarge) } else { Ok(answer) }
}
