//! The compact serialization of JWS (RFC 7515) with ES256 (RFC 7518, section 3.4), and no other.

use super::error::StateError;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use serde::Deserialize;
use std::borrow::Cow;

/// `{"alg":"ES256"}`, the one header there is.
const HEADER: &str = "eyJhbGciOiJFUzI1NiJ9";

/// Signs a payload. The signature is deterministic (RFC 6979), so one payload has one text.
pub(super) fn sign(key: &SigningKey, payload: &[u8]) -> String {
    let mut token = format!("{HEADER}.{}", BASE64_URL_SAFE_NO_PAD.encode(payload));
    let signature = es256(key, token.as_bytes());
    token.push('.');
    BASE64_URL_SAFE_NO_PAD.encode_string(signature, &mut token);
    token
}

/// The payload of a text that the key has signed.
///
/// The text must be what [`sign`] could have written: the decoder takes no padding, no white space, and
/// no bits behind the last byte. So a text changed in any character is another text, and not another
/// spelling.
pub(super) fn open(key: &VerifyingKey, token: &str) -> Result<Vec<u8>, StateError> {
    let (signed, signature) = token.rsplit_once('.').ok_or(StateError::NotAToken)?;
    let (header, payload) = signed.split_once('.').ok_or(StateError::NotAToken)?;
    if header != HEADER {
        return Err(not_the_header(header));
    }
    let decode = |part| BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| StateError::NotAToken);
    let (payload, signature) = (decode(payload)?, decode(signature)?);
    if !is_es256(key, signed.as_bytes(), &signature) {
        return Err(StateError::WrongSignature);
    }
    Ok(payload)
}

/// *r* and *s*, 32 bytes each.
pub(super) fn es256(key: &SigningKey, message: &[u8]) -> [u8; 64] {
    let signature: Signature = key.sign(message);
    signature.to_bytes().into()
}

/// Whether it is a signature of the message, with either *s* of the two there are.
pub(super) fn is_es256(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> bool {
    Signature::from_slice(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
}

/// What to say of another header.
fn not_the_header(header: &str) -> StateError {
    #[derive(Deserialize)]
    struct Header<'a> {
        #[serde(borrow)]
        alg: Cow<'a, str>,
    }

    let Ok(json) = BASE64_URL_SAFE_NO_PAD.decode(header) else { return StateError::NotAToken };
    let Ok(Header { alg }) = serde_json::from_slice(&json) else { return StateError::NotAToken };
    if alg == "ES256" {
        return StateError::OtherHeader;
    }
    // Not the text itself, which anybody can write.
    let known = ALGORITHMS.iter().find(|name| **name == alg);
    StateError::OtherAlgorithm { found: known.copied().unwrap_or("one that has no name in RFC 7518") }
}

const ALGORITHMS: [&str; 13] = [
    "none", "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES384",
    "ES512", "EdDSA",
];
