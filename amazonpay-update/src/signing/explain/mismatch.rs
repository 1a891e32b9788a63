//! Why a public key refuses a signature.

use super::alteration::Alteration;
use crate::signing::{Algorithm, VerifyingKey, string_to_sign};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// Why a signature does not verify, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Mismatch {
    /// The signature is not in Base64.
    #[error(
        "the signature is not Base64: use the standard alphabet (`+` and `/`) with padding, without line breaks"
    )]
    NotBase64,
    /// The signature and the key's modulus differ in length.
    #[error(
        "the signature has {found} bytes, and a signature of this key has {expected}: another key made it, or a part \
         of it is missing; copy the whole signature, and use the public key that belongs to the private key"
    )]
    WrongLength {
        /// The bytes of the signature.
        found: usize,
        /// The bytes of the key's modulus.
        expected: usize,
    },
    /// The signature verifies with the other algorithm.
    #[error(
        "the signature was made with `{made_with}`: name that algorithm, or sign again with the algorithm that you \
         named"
    )]
    OtherAlgorithm {
        /// The algorithm it was made with.
        made_with: Algorithm,
    },
    /// The string to sign names one algorithm, and the salt has the other algorithm's length.
    #[error(
        "the string to sign names `{named}`, but the salt has {found} bytes: sign again with a salt of {} bytes",
        named.salt_len()
    )]
    OtherSalt {
        /// The algorithm the string to sign names.
        named: Algorithm,
        /// The length of the salt.
        found: usize,
    },
    /// The payload was signed in place of the string to sign.
    #[error(
        "the payload was signed in place of the string to sign: sign the algorithm's name, a line feed and the \
         SHA-256 of the payload in lower-case hexadecimal digits"
    )]
    PayloadItselfSigned,
    /// The signature verifies for a changed form of the text.
    #[error("a changed form of this text was signed: {by}; sign and pass on the same text, byte for byte")]
    AlteredTextSigned {
        /// The change.
        by: Alteration,
    },
    /// The signature verifies with neither algorithm.
    #[error(
        "the signature verifies with neither algorithm: the text was changed after it was signed, or another key \
         signed it; compare the hash with the hash that the signer computed, and if they agree, the public key does \
         not belong to the signer's private key"
    )]
    OtherTextOrKey,
}

/// Says why a signature does not verify for a text, algorithm and public key. `None` when it verifies.
///
/// The function tries the usual mistakes: the other algorithm, the other length of salt, a signature over the payload
/// in place of the string to sign, and a text that was serialized again.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::VerifyingKey;
/// use amazonpay_update::signing::{Algorithm, explain_mismatch};
///
/// let key = VerifyingKey::from_pem_file("public.pem")?;
/// if let Some(mismatch) = explain_mismatch(&key, Algorithm::PssV2, "{}", "c2lnbmF0dXJl") {
///     eprintln!("{mismatch}");
/// }
/// # Ok::<(), amazonpay_update::signing::KeyError>(())
/// ```
#[must_use]
pub fn explain_mismatch(
    key: &VerifyingKey,
    algorithm: Algorithm,
    text: &str,
    signature: &str,
) -> Option<Mismatch> {
    let Ok(signature) = BASE64_STANDARD.decode(signature) else { return Some(Mismatch::NotBase64) };
    let good = |salt: Algorithm, message: &str| key.verify_message(salt, message, &signature).is_ok();
    let message = string_to_sign(algorithm, text);
    if good(algorithm, &message) {
        return None;
    }
    if signature.len() != key.signature_len() {
        return Some(Mismatch::WrongLength { found: signature.len(), expected: key.signature_len() });
    }
    for other in Algorithm::ALL.iter().copied().filter(|&other| other != algorithm) {
        let message_of_other = string_to_sign(other, text);
        if good(other, &message_of_other) {
            return Some(Mismatch::OtherAlgorithm { made_with: other });
        }
        if good(other, &message) {
            return Some(Mismatch::OtherSalt { named: algorithm, found: other.salt_len() });
        }
        if good(algorithm, &message_of_other) {
            return Some(Mismatch::OtherSalt { named: other, found: algorithm.salt_len() });
        }
    }
    if Algorithm::ALL.iter().any(|&salt| good(salt, text)) {
        return Some(Mismatch::PayloadItselfSigned);
    }
    let signed = |changed: &str| good(algorithm, &string_to_sign(algorithm, changed));
    Some(
        Alteration::find(text, signed)
            .map_or(Mismatch::OtherTextOrKey, |by| Mismatch::AlteredTextSigned { by }),
    )
}
