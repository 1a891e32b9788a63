//! A request as it came in.

use http::{HeaderMap, Method, Uri};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use rsa::sha2::{Digest, Sha256};
use std::error::Error;

/// More than any request of the API has.
const MAX_BODY: usize = 1 << 20;

/// The SHA-256 of a request.
pub(crate) type Fingerprint = [u8; 32];

pub(crate) struct Received {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Received {
    /// `Err` when the client breaks off, or sends more than a mebibyte.
    pub(crate) async fn read(
        request: http::Request<Incoming>,
    ) -> Result<Received, Box<dyn Error + Send + Sync>> {
        let (parts, body) = request.into_parts();
        let body = Limited::new(body, MAX_BODY).collect().await?.to_bytes().to_vec();
        Ok(Received { method: parts.method, uri: parts.uri, headers: parts.headers, body })
    }

    /// The first value of a header, when it is there and a text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok().map(str::trim)
    }

    /// The hash of the parts by which two requests are the same, without their date and signature. A body may be too
    /// long to keep.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let hash = Sha256::new_with_prefix(format!("{} {}\n", self.method, self.uri));
        hash.chain_update(&self.body).finalize().into()
    }
}
