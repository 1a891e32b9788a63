//! From a PEM text to the PKCS#1 bytes of an RSA key of a size that both backends take.
//!
//! Both backends get their keys from here, so both refuse a wrong key with the same error.

use super::error::KeyError;
use super::pem::{Block, Label};
use pkcs1::{RsaPrivateKeyRef, RsaPublicKeyRef};
use pkcs8::der::asn1::{BitStringRef, UintRef};
use pkcs8::der::pem::LineEnding;
use pkcs8::der::{self, Decode, Encode, EncodePem};
use pkcs8::{ObjectIdentifier, PrivateKeyInfoRef, SubjectPublicKeyInfoRef};
use zeroize::Zeroizing;

/// The sizes of the modulus: Amazon Pay sets the least, and the backends set the most.
const MIN_BITS: usize = 2048;
const MAX_BITS: usize = 8192;

/// The words for a public key in an error.
const PUBLIC: &str = Label::SpkiPublic.found();

/// The parts of a public key that the backend does not keep.
pub(super) struct Public {
    /// The key in PEM form, `PUBLIC KEY`: the same for every form it was read in.
    pub(super) pem: String,
    /// The bytes of the modulus.
    pub(super) modulus_len: usize,
}

/// The `RSAPrivateKey` (PKCS#1) of the private key in a PEM text, and its public half.
pub(super) fn private_key(pem: &str) -> Result<(Zeroizing<Vec<u8>>, Public), KeyError> {
    let block = Block::find(pem, Label::is_private)?;
    let found = block.label.found();
    let pkcs1 = match block.label {
        Label::OpenSshPrivate => return Err(KeyError::OpenSsh),
        Label::EcPrivate | Label::DsaPrivate => return Err(KeyError::NotRsa { found }),
        _ if block.is_encrypted() => return Err(KeyError::Encrypted),
        Label::Pkcs1Private => block.decode()?,
        Label::Pkcs8Private => {
            let document = block.decode()?;
            let info = PrivateKeyInfoRef::from_der(&document).map_err(|_| KeyError::Malformed { found })?;
            only_rsa(info.algorithm.oid)?;
            Zeroizing::new(info.private_key.as_bytes().to_vec())
        }
        _ => return Err(KeyError::NotPrivate { found }),
    };
    let key = RsaPrivateKeyRef::from_der(&pkcs1).map_err(|_| KeyError::Malformed { found })?;
    let modulus_len = check_size(&key.modulus)?;
    let pem = public_pem(&key.public_key()).map_err(|_| KeyError::Malformed { found })?;
    Ok((pkcs1, Public { pem, modulus_len }))
}

/// The `RSAPublicKey` (PKCS#1) of the public key in a PEM text, and its PEM form and length.
pub(super) fn public_key(pem: &str) -> Result<(Vec<u8>, Public), KeyError> {
    let block = Block::find(pem, Label::is_public)?;
    let found = block.label.found();
    let document = match block.label {
        Label::SpkiPublic | Label::Pkcs1Public => block.decode()?,
        label if label.is_private() => return Err(KeyError::PrivateForPublic),
        _ => return Err(KeyError::NotPublic { found }),
    };
    let malformed = || KeyError::Malformed { found };
    let pkcs1 = if block.label == Label::SpkiPublic {
        pkcs1_of(&SubjectPublicKeyInfoRef::from_der(&document).map_err(|_| malformed())?)?
    } else {
        &document
    };
    let (key, modulus_len) = check_public(pkcs1)?;
    let pem = public_pem(&key).map_err(|_| malformed())?;
    Ok((pkcs1.to_vec(), Public { pem, modulus_len }))
}

/// The `RSAPublicKey` (PKCS#1) within a `SubjectPublicKeyInfo`.
pub(super) fn pkcs1_of<'a>(info: &SubjectPublicKeyInfoRef<'a>) -> Result<&'a [u8], KeyError> {
    only_rsa(info.algorithm.oid)?;
    info.subject_public_key.as_bytes().ok_or(KeyError::Malformed { found: PUBLIC })
}

/// The numbers of an `RSAPublicKey` (PKCS#1), and the bytes of its modulus, if both backends take it.
pub(super) fn check_public(pkcs1: &[u8]) -> Result<(RsaPublicKeyRef<'_>, usize), KeyError> {
    let key = RsaPublicKeyRef::from_der(pkcs1).map_err(|_| KeyError::Malformed { found: PUBLIC })?;
    let modulus_len = check_size(&key.modulus)?;
    Ok((key, modulus_len))
}

/// The PEM text (`PUBLIC KEY`) that Seller Central takes.
fn public_pem(key: &RsaPublicKeyRef<'_>) -> der::Result<String> {
    let pkcs1 = key.to_der()?;
    let subject_public_key = BitStringRef::from_bytes(&pkcs1)?;
    SubjectPublicKeyInfoRef { algorithm: pkcs1::ALGORITHM_ID, subject_public_key }.to_pem(LineEnding::LF)
}

fn only_rsa(algorithm: ObjectIdentifier) -> Result<(), KeyError> {
    if algorithm == pkcs1::ALGORITHM_OID {
        return Ok(());
    }
    Err(KeyError::NotRsa { found: key_of(algorithm) })
}

/// The words for a key of an algorithm in an error.
pub(crate) fn key_of(algorithm: ObjectIdentifier) -> &'static str {
    const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
    const RSASSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
    const X25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.110");
    const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
    const ED448: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.113");
    match algorithm {
        pkcs1::ALGORITHM_OID => "an RSA key",
        EC => "an elliptic-curve key",
        ED25519 => "an Ed25519 key",
        ED448 => "an Ed448 key",
        X25519 => "an X25519 key",
        // OpenSSL makes such keys with `-algorithm RSA-PSS`. `-algorithm RSA` makes a key that fits.
        RSASSA_PSS => "a key of the type RSASSA-PSS, not of the type RSA",
        _ => "a key of another algorithm",
    }
}

/// The bytes of a modulus, if both backends take it.
fn check_size(modulus: &UintRef<'_>) -> Result<usize, KeyError> {
    let bytes = modulus.as_bytes();
    let unused = bytes.first().map_or(0, |byte| byte.leading_zeros() as usize);
    match bytes.len() * 8 - unused {
        bits if bits < MIN_BITS => Err(KeyError::TooShort { bits }),
        bits if bits > MAX_BITS => Err(KeyError::TooLong { bits }),
        _ => Ok(bytes.len()),
    }
}
