//! A public key that verifies RSASSA-PKCS1-v1_5, the signatures of certificates and of Amazon SNS.

use super::backend::active;
use super::{Hash, KeyError, VerifyError, der};
use pkcs8::SubjectPublicKeyInfoRef;

/// An RSA public key of 2048 to 8192 bits, parsed once, for one hash.
pub(crate) struct Pkcs1Key(active::Pkcs1Key);

impl Pkcs1Key {
    /// Reads the key of a certificate.
    pub(crate) fn from_spki(info: &SubjectPublicKeyInfoRef<'_>, hash: Hash) -> Result<Pkcs1Key, KeyError> {
        Pkcs1Key::from_pkcs1(der::pkcs1_of(info)?, hash)
    }

    /// Reads an `RSAPublicKey` (PKCS#1).
    pub(crate) fn from_pkcs1(pkcs1: &[u8], hash: Hash) -> Result<Pkcs1Key, KeyError> {
        der::check_public(pkcs1)?;
        active::Pkcs1Key::new(pkcs1, hash)
            .map(Pkcs1Key)
            .map_err(|_| KeyError::Malformed { found: "a public key" })
    }

    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), VerifyError> {
        self.0.verify(message, signature)
    }
}
