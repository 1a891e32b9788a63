//! A signed payload.

use super::algorithm::{Algorithm, string_to_sign};
use crate::shown::unless_a_key;
use std::fmt;

/// A payload with its signature; `P` is the product type.
///
/// It owns the text that was signed, and no method changes the text. So the page gets the text that was signed.
/// [`SigningKey::sign`](crate::SigningKey::sign) makes it. With a key that lives elsewhere,
/// [`ToSign::complete`](crate::signing::ToSign::complete) makes it.
///
/// Two signed payloads are equal when text, algorithm, signature and product type are equal. Signing one payload
/// twice gives two signed payloads that differ, because the salts differ.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedPayload<P> {
    payload_json: String,
    algorithm: Algorithm,
    signature: String,
    product_type: P,
}

impl<P> SignedPayload<P> {
    pub(crate) fn new(
        payload_json: String,
        algorithm: Algorithm,
        signature: String,
        product_type: P,
    ) -> SignedPayload<P> {
        SignedPayload { payload_json, algorithm, signature, product_type }
    }

    pub(crate) fn product_type(&self) -> P
    where
        P: Copy,
    {
        self.product_type
    }

    /// The text that was signed, canonical JSON (RFC 8785): `payloadJSON`.
    #[must_use]
    pub fn payload_json(&self) -> &str {
        &self.payload_json
    }

    /// The algorithm of the signature: `algorithm`.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The signature, in standard Base64 with padding: `signature`.
    #[must_use]
    pub fn signature(&self) -> &str {
        &self.signature
    }

    /// The string to sign, computed again. When Amazon refuses a signature, its message names the algorithm and the
    /// hash that Amazon computed. Compare them with this text.
    #[must_use]
    pub fn string_to_sign(&self) -> String {
        string_to_sign(self.algorithm, &self.payload_json)
    }
}

// By hand, because a return URL can hold a state token.
impl<P: fmt::Debug> fmt::Debug for SignedPayload<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedPayload")
            .field("payload_json", &unless_a_key(&self.payload_json))
            .field("algorithm", &self.algorithm)
            .field("product_type", &self.product_type)
            .finish_non_exhaustive()
    }
}
