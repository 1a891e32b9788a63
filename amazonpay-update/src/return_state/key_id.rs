//! The id by which a token names the key that signed it.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use p256::ecdsa::VerifyingKey;
use sha2::{Digest, Sha256};

/// The bytes of the thumbprint that are kept. They are enough to tell the few keys of a shop apart. If two keys have
/// the same id, both are tried.
const KEPT: usize = 6;

/// The first eight characters of the JWK thumbprint (RFC 7638) of a key.
pub(super) fn key_id(key: &VerifyingKey) -> String {
    let point = key.to_sec1_point(false);
    let [x, y] = [point.x(), point.y()].map(|coordinate| {
        BASE64_URL_SAFE_NO_PAD.encode(coordinate.expect("an uncompressed point has both coordinates"))
    });
    let json = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    BASE64_URL_SAFE_NO_PAD.encode(&Sha256::digest(json)[..KEPT])
}
