//! The compact serialization of JWS (RFC 7515) with ES256 (RFC 7518, section 3.4). No other form is read or written.

use super::error::StateError;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use serde::Deserialize;
use std::borrow::Cow;

/// A public key, and its id in tokens.
#[derive(Clone, Copy)]
pub(super) struct KnownKey<'a> {
    pub(super) id: &'a str,
    pub(super) key: &'a VerifyingKey,
}

/// The header of every token of a key.
fn header(key_id: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"ES256","kid":"{key_id}"}}"#))
}

/// Signs a payload. The signature is deterministic (RFC 6979), so one payload has one text.
pub(super) fn sign(key: &SigningKey, key_id: &str, payload: &[u8]) -> String {
    let mut token = header(key_id);
    token.push('.');
    BASE64_URL_SAFE_NO_PAD.encode_string(payload, &mut token);
    let signature = es256(key, token.as_bytes());
    token.push('.');
    BASE64_URL_SAFE_NO_PAD.encode_string(signature, &mut token);
    token
}

/// The payload of a token that one of the keys has signed.
///
/// The token must be one that [`sign`] could have written. The decoder accepts no padding, no white space, and no
/// bits after the last byte. So a payload and a signature have only one spelling.
pub(super) fn open(keys: &[KnownKey<'_>], token: &str) -> Result<Vec<u8>, StateError> {
    let (signed, signature) = token.rsplit_once('.').ok_or(StateError::NotAToken)?;
    let (found, payload) = signed.split_once('.').ok_or(StateError::NotAToken)?;
    let named: Vec<_> = keys.iter().filter(|known| header(known.id) == found).collect();
    if named.is_empty() {
        return Err(of_no_key(found));
    }
    let decode = |part| BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| StateError::NotAToken);
    let (payload, signature) = (decode(payload)?, decode(signature)?);
    if !named.iter().any(|known| is_es256(known.key, signed.as_bytes(), &signature)) {
        return Err(StateError::WrongSignature);
    }
    Ok(payload)
}

/// An ES256 signature: *r* and *s*, 32 bytes each.
pub(super) fn es256(key: &SigningKey, message: &[u8]) -> [u8; 64] {
    let signature: Signature = key.sign(message);
    signature.to_bytes().into()
}

/// Whether a signature verifies for the message. Both values of *s* do.
pub(super) fn is_es256(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> bool {
    Signature::from_slice(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
}

/// Why a header does not fit any of the keys.
fn of_no_key(found: &str) -> StateError {
    #[derive(Deserialize)]
    struct Header<'a> {
        #[serde(borrow)]
        alg: Cow<'a, str>,
        #[serde(borrow, default)]
        kid: Option<Cow<'a, str>>,
    }

    let Ok(json) = BASE64_URL_SAFE_NO_PAD.decode(found) else { return StateError::NotAToken };
    let Ok(Header { alg, kid }) = serde_json::from_slice(&json) else { return StateError::NotAToken };
    if alg != "ES256" {
        // The error does not repeat the text itself, because anybody can write it.
        let known = ALGORITHMS.iter().find(|name| **name == alg);
        return StateError::OtherAlgorithm {
            found: known.copied().unwrap_or("one that has no name in RFC 7518"),
        };
    }
    // The header says more than a state token's header.
    if kid.is_some_and(|kid| header(&kid) == found) {
        StateError::UnknownKey
    } else {
        StateError::OtherHeader
    }
}

const ALGORITHMS: [&str; 13] = [
    "none", "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES384",
    "ES512", "EdDSA",
];
