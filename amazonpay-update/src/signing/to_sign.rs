//! Signs with a key that lives elsewhere: the string to sign goes out, and the signature comes in.

use super::algorithm::{Algorithm, string_to_sign};
use super::error::{SignError, VerifyError};
use super::signed::SignedPayload;
use super::verifying_key::VerifyingKey;
use crate::payload::{UpdatePayload, text_to_sign};
use crate::shown::unless_a_key;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::fmt;

/// A payload to be signed with a key that this program does not hold, in a key management service or a hardware
/// module. `P` is the product type.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::signing::{Algorithm, ToSign};
/// use amazonpay_update::{UpdatePayload, VerifyingKey};
/// # fn key_service(message: &str) -> String { String::new() }
///
/// fn sign(payload: &impl UpdatePayload) -> Result<(), Box<dyn std::error::Error>> {
///     let to_sign = ToSign::new(payload, Algorithm::PssV2)?;
///     let signature = key_service(&to_sign.string_to_sign());
///     let public_key = VerifyingKey::from_pem_file("public.pem")?;
///     let signed = to_sign.complete(&signature, &public_key)?;
///     Ok(())
/// }
/// ```
#[derive(Clone)]
#[must_use]
pub struct ToSign<P> {
    payload_json: String,
    algorithm: Algorithm,
    product_type: P,
}

impl<P> ToSign<P> {
    /// A payload to be signed with an algorithm. [`Account::to_sign`](crate::Account::to_sign) makes it for an
    /// account.
    ///
    /// # Errors
    ///
    /// [`SignError::BrokenRule`] when a member needs another product type than the
    /// [`NeededProductType`](crate::payload::NeededProductType) of the payload, or when the type implements
    /// [`UpdatePayload`] by hand.
    pub fn new<T>(payload: &T, algorithm: Algorithm) -> Result<ToSign<P>, SignError>
    where
        T: UpdatePayload<ProductType = P> + ?Sized,
    {
        let (payload_json, product_type) = text_to_sign(payload).map_err(SignError::BrokenRule)?;
        Ok(ToSign { payload_json, algorithm, product_type })
    }

    /// The text to be signed, canonical JSON (RFC 8785).
    #[must_use]
    pub fn payload_json(&self) -> &str {
        &self.payload_json
    }

    /// The algorithm. Its salt has [`Algorithm::salt_len`] bytes.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The message to sign with RSASSA-PSS, SHA-256, MGF1-SHA-256 and a salt of the algorithm's length.
    ///
    /// This is the message and not its digest. If a service takes only digests, pass the SHA-256 of this message. AWS
    /// KMS makes only salts of 32 bytes, so it needs [`Algorithm::PssV2`].
    #[must_use]
    pub fn string_to_sign(&self) -> String {
        string_to_sign(self.algorithm, &self.payload_json)
    }

    /// Verifies the signature, in standard Base64 with padding, and gives the signed payload.
    ///
    /// # Errors
    ///
    /// [`VerifyError`] when the signature is not Base64, or does not verify for this payload, algorithm and key.
    pub fn complete(self, signature: &str, key: &VerifyingKey) -> Result<SignedPayload<P>, VerifyError> {
        key.verify(self.algorithm, &self.payload_json, signature)?;
        Ok(SignedPayload::new(self.payload_json, self.algorithm, signature.to_owned(), self.product_type))
    }

    /// Like [`ToSign::complete`], from the bytes of the signature.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Mismatch`] when the signature does not verify for this payload, algorithm and key.
    pub fn complete_bytes(
        self,
        signature: &[u8],
        key: &VerifyingKey,
    ) -> Result<SignedPayload<P>, VerifyError> {
        self.complete(&BASE64_STANDARD.encode(signature), key)
    }
}

// By hand, because a return URL can hold a state token.
impl<P: fmt::Debug> fmt::Debug for ToSign<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToSign")
            .field("payload_json", &unless_a_key(&self.payload_json))
            .field("algorithm", &self.algorithm)
            .field("product_type", &self.product_type)
            .finish()
    }
}
