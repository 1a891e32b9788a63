//! What the tests of notifications share.
#![allow(dead_code, reason = "each test file uses a part of it")]

use amazonpay_update::ipn::{CertificateFetcher, CertificateUrl, FetchError, IssuerUrl};
use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::SystemTime;

/// What one URL is answered with.
pub(crate) type Answer = Result<Vec<u8>, FetchError>;

/// Answers every URL of a certificate with one answer, and those of issuers from a table.
pub(crate) struct Served {
    pub(crate) certificate: Answer,
    pub(crate) issuers: BTreeMap<String, Vec<u8>>,
    /// How often something was fetched.
    pub(crate) fetches: AtomicUsize,
}

impl Served {
    pub(crate) fn new(certificate: Answer) -> Served {
        Served { certificate, issuers: BTreeMap::new(), fetches: AtomicUsize::new(0) }
    }
}

impl CertificateFetcher for &Served {
    async fn signing_certificate(&self, _: &CertificateUrl) -> Answer {
        self.fetches.fetch_add(1, Ordering::Relaxed);
        self.certificate.clone()
    }

    async fn issuer_certificate(&self, url: &IssuerUrl) -> Answer {
        self.fetches.fetch_add(1, Ordering::Relaxed);
        let found = self.issuers.get(url.as_str()).cloned();
        found.ok_or_else(|| FetchError::failed(format!("nobody serves {}", url.as_str())))
    }
}

/// The output of a future that never has to wait.
pub(crate) fn now_or_never<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits"),
    }
}

pub(crate) fn time(text: &str) -> SystemTime {
    text.parse::<jiff::Timestamp>().expect("a time").into()
}
