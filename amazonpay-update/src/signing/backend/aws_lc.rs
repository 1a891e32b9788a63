//! RSA by AWS-LC, through the crate `aws-lc-rs`.

#[cfg(feature = "ipn")]
use super::interface::Hash;
use super::interface::Rejected;
use crate::signing::{Algorithm, SignError, VerifyError};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    KeyPair, ParsedPublicKey, RSA_PSS_2048_8192_SHA256, RSA_PSS_SHA256, RsaKeyPair, RsaParameters,
    RsaPssSaltLength, RsaSignatureEncoding,
};
#[cfg(feature = "ipn")]
use aws_lc_rs::signature::{
    RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384,
    RSA_PKCS1_2048_8192_SHA512,
};

pub(in crate::signing) const NAME: &str = "aws-lc-rs";

const SALT_20: RsaPssSaltLength = RsaPssSaltLength::Custom(20);
const SALT_32: RsaPssSaltLength = RsaPssSaltLength::Custom(32);

fn signing(algorithm: Algorithm) -> &'static RsaSignatureEncoding {
    match algorithm {
        Algorithm::PssV2 => &const { RSA_PSS_SHA256.with_pss_salt_length(SALT_32) },
        Algorithm::Pss => &const { RSA_PSS_SHA256.with_pss_salt_length(SALT_20) },
    }
}

fn verification(algorithm: Algorithm) -> &'static RsaParameters {
    match algorithm {
        Algorithm::PssV2 => &const { RSA_PSS_2048_8192_SHA256.with_pss_salt_length(SALT_32) },
        Algorithm::Pss => &const { RSA_PSS_2048_8192_SHA256.with_pss_salt_length(SALT_20) },
    }
}

/// Both halves of a key, from its `RSAPrivateKey` (PKCS#1).
pub(in crate::signing) fn key_pair(der: &[u8]) -> Result<(PrivateKey, PublicKey), Rejected> {
    let private = RsaKeyPair::from_der(der).map_err(|_| Rejected)?;
    let public = public_key(private.public_key().as_ref())?;
    Ok((PrivateKey(private), public))
}

/// A public key, from its `RSAPublicKey` (PKCS#1).
pub(in crate::signing) fn public_key(der: &[u8]) -> Result<PublicKey, Rejected> {
    let parse = |algorithm| ParsedPublicKey::new(verification(algorithm), der).map_err(|_| Rejected);
    Ok(PublicKey { v2: parse(Algorithm::PssV2)?, v1: parse(Algorithm::Pss)? })
}

/// Fills a buffer with random bytes.
pub(in crate::signing) fn fill_random(bytes: &mut [u8]) -> Result<(), SignError> {
    aws_lc_rs::rand::fill(bytes).map_err(|_| SignError::Backend)
}

pub(in crate::signing) struct PrivateKey(RsaKeyPair);

impl PrivateKey {
    pub(in crate::signing) fn sign(
        &self,
        algorithm: Algorithm,
        message: &[u8],
    ) -> Result<Vec<u8>, SignError> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0
            .sign(signing(algorithm), &SystemRandom::new(), message, &mut signature)
            .map_err(|_| SignError::Backend)?;
        Ok(signature)
    }
}

/// In AWS-LC a parsed key is bound to a salt length, so there are two.
pub(in crate::signing) struct PublicKey {
    v2: ParsedPublicKey,
    v1: ParsedPublicKey,
}

impl PublicKey {
    pub(in crate::signing) fn verify(
        &self,
        algorithm: Algorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), VerifyError> {
        let key = match algorithm {
            Algorithm::PssV2 => &self.v2,
            Algorithm::Pss => &self.v1,
        };
        key.verify_sig(message, signature).map_err(|_| VerifyError::Mismatch)
    }
}

/// A public key that verifies RSASSA-PKCS1-v1_5 with one hash.
#[cfg(feature = "ipn")]
pub(in crate::signing) struct Pkcs1Key(ParsedPublicKey);

#[cfg(feature = "ipn")]
impl Pkcs1Key {
    /// From an `RSAPublicKey` (PKCS#1).
    pub(in crate::signing) fn new(der: &[u8], hash: Hash) -> Result<Pkcs1Key, Rejected> {
        let parameters: &'static RsaParameters = match hash {
            Hash::Sha1 => &RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY,
            Hash::Sha256 => &RSA_PKCS1_2048_8192_SHA256,
            Hash::Sha384 => &RSA_PKCS1_2048_8192_SHA384,
            Hash::Sha512 => &RSA_PKCS1_2048_8192_SHA512,
        };
        ParsedPublicKey::new(parameters, der).map(Pkcs1Key).map_err(|_| Rejected)
    }

    pub(in crate::signing) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), VerifyError> {
        self.0.verify_sig(message, signature).map_err(|_| VerifyError::Mismatch)
    }
}
