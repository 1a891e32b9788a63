//! RSA in Rust alone, through the crate `rsa`.

#[cfg(feature = "ipn")]
use super::interface::Hash;
use super::interface::Rejected;
use crate::signing::{Algorithm, SignError, VerifyError};
use getrandom::SysRng;
#[cfg(feature = "ipn")]
use rsa::Pkcs1v15Sign;
use rsa::pkcs1::{DecodeRsaPrivateKey, DecodeRsaPublicKey};
use rsa::traits::SignatureScheme;
use rsa::{PrivateKey as RsaPrivateKey, Pss, PublicKey as RsaPublicKey};
#[cfg(feature = "ipn")]
use sha1::Sha1;
use sha2::{Digest, Sha256};
#[cfg(feature = "ipn")]
use sha2::{Sha384, Sha512};

pub(in crate::signing) const NAME: &str = "rsa";

fn pss(algorithm: Algorithm) -> Pss<Sha256> {
    Pss::new_blinded_with_salt(algorithm.salt_len())
}

/// Both halves of a key, from its `RSAPrivateKey` (PKCS#1).
pub(in crate::signing) fn key_pair(der: &[u8]) -> Result<(PrivateKey, PublicKey), Rejected> {
    let private = RsaPrivateKey::from_pkcs1_der(der).map_err(|_| Rejected)?;
    let public = private.to_public_key();
    Ok((PrivateKey(private), PublicKey(public)))
}

/// A public key, from its `RSAPublicKey` (PKCS#1).
pub(in crate::signing) fn public_key(der: &[u8]) -> Result<PublicKey, Rejected> {
    RsaPublicKey::from_pkcs1_der(der).map(PublicKey).map_err(|_| Rejected)
}

/// Fills a buffer with random bytes.
#[cfg_attr(feature = "aws-lc-rs", allow(dead_code, reason = "with both backends, the other is asked"))]
pub(in crate::signing) fn fill_random(bytes: &mut [u8]) -> Result<(), SignError> {
    getrandom::fill(bytes).map_err(|_| SignError::Backend)
}

pub(in crate::signing) struct PrivateKey(RsaPrivateKey);

impl PrivateKey {
    pub(in crate::signing) fn sign(
        &self,
        algorithm: Algorithm,
        message: &[u8],
    ) -> Result<Vec<u8>, SignError> {
        pss(algorithm)
            .sign(Some(&mut SysRng), &self.0, &Sha256::digest(message))
            .map_err(|_| SignError::Backend)
    }
}

pub(in crate::signing) struct PublicKey(RsaPublicKey);

impl PublicKey {
    pub(in crate::signing) fn verify(
        &self,
        algorithm: Algorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), VerifyError> {
        pss(algorithm).verify(&self.0, &Sha256::digest(message), signature).map_err(|_| VerifyError::Mismatch)
    }
}

/// A public key that verifies RSASSA-PKCS1-v1_5 with one hash.
#[cfg(feature = "ipn")]
pub(in crate::signing) struct Pkcs1Key {
    key: RsaPublicKey,
    hash: Hash,
}

#[cfg(feature = "ipn")]
impl Pkcs1Key {
    /// From an `RSAPublicKey` (PKCS#1).
    pub(in crate::signing) fn new(der: &[u8], hash: Hash) -> Result<Pkcs1Key, Rejected> {
        RsaPublicKey::from_pkcs1_der(der).map(|key| Pkcs1Key { key, hash }).map_err(|_| Rejected)
    }

    pub(in crate::signing) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), VerifyError> {
        let key = &self.key;
        match self.hash {
            Hash::Sha1 => key.verify(Pkcs1v15Sign::new::<Sha1>(), &Sha1::digest(message), signature),
            Hash::Sha256 => key.verify(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(message), signature),
            Hash::Sha384 => key.verify(Pkcs1v15Sign::new::<Sha384>(), &Sha384::digest(message), signature),
            Hash::Sha512 => key.verify(Pkcs1v15Sign::new::<Sha512>(), &Sha512::digest(message), signature),
        }
        .map_err(|_| VerifyError::Mismatch)
    }
}
