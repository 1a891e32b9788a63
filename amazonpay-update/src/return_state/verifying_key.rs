//! The public key of state tokens.

use super::jws::{self, KnownKey};
use super::key_id::key_id;
use crate::signing::KeyError;
use crate::signing::der::key_of;
use crate::signing::key_file::from_file;
use crate::signing::pem::{Block, Label};
use p256::NistP256;
use p256::ecdsa::VerifyingKey;
use pkcs8::der::Decode;
use pkcs8::{AlgorithmIdentifierRef, AssociatedOid, ObjectIdentifier, SubjectPublicKeyInfoRef};
use std::fmt;
use std::path::Path;

/// The public half of a [`StateKey`](super::StateKey), which verifies state tokens.
#[derive(Clone, PartialEq, Eq)]
pub struct StateVerifyingKey {
    key: VerifyingKey,
    key_id: String,
}

impl StateVerifyingKey {
    pub(super) fn new(key: VerifyingKey) -> StateVerifyingKey {
        StateVerifyingKey { key, key_id: key_id(&key) }
    }

    /// Reads a public key in PEM form, `PUBLIC KEY`, as `openssl pkey -in state.pem -pubout` writes it.
    ///
    /// Text before and after the key is skipped, and so are blanks around a line. Lines may end in CR LF.
    ///
    /// # Errors
    ///
    /// [`KeyError`] has a variant for each kind of key that cannot be used: a private key, or a key of another
    /// algorithm or on another curve than P-256 ([`KeyError::NotP256`]).
    pub fn from_pem(pem: &str) -> Result<StateVerifyingKey, KeyError> {
        let block = Block::find(pem, Label::is_public)?;
        let found = block.label.found();
        match block.label {
            Label::SpkiPublic => {}
            Label::Pkcs1Public => return Err(KeyError::NotP256 { found: "an RSA key" }),
            label if label.is_private() => return Err(KeyError::PrivateForPublic),
            _ => return Err(KeyError::NotPublic { found }),
        }
        let document = block.decode()?;
        let info = SubjectPublicKeyInfoRef::from_der(&document).map_err(|_| KeyError::Malformed { found })?;
        only_p256(info.algorithm)?;
        let key = VerifyingKey::try_from(info).map_err(|_| KeyError::Malformed { found })?;
        Ok(StateVerifyingKey::new(key))
    }

    /// Reads a public key from a file in PEM form.
    ///
    /// # Errors
    ///
    /// [`KeyError::Io`] when the file cannot be read, and [`KeyError::TextForFile`] when `path` is a key in PEM form.
    /// When the content cannot be used, [`KeyError::File`] names the file and holds the error of
    /// [`StateVerifyingKey::from_pem`].
    pub fn from_pem_file(path: impl AsRef<Path>) -> Result<StateVerifyingKey, KeyError> {
        from_file(path.as_ref(), StateVerifyingKey::from_pem)
    }

    /// The id of this key in the `kid` of a token's header: the first eight characters of its JWK thumbprint (RFC
    /// 7638).
    ///
    /// If several keys are in use, the id tells which key made a token. The id proves nothing, because the signature
    /// must verify with that key too.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    pub(super) fn known(&self) -> KnownKey<'_> {
        KnownKey { id: &self.key_id, key: &self.key }
    }

    pub(super) fn is_es256(&self, message: &[u8], signature: &[u8]) -> bool {
        jws::is_es256(&self.key, message, signature)
    }
}

crate::account::bound::loaded_keys! { StateVerifyingKey }

impl fmt::Debug for StateVerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StateVerifyingKey").finish_non_exhaustive()
    }
}

/// Refuses every algorithm other than elliptic-curve keys on P-256.
pub(super) fn only_p256(algorithm: AlgorithmIdentifierRef<'_>) -> Result<(), KeyError> {
    const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
    if algorithm.oid == EC {
        only_curve_p256(algorithm.parameters_oid().ok())
    } else {
        Err(KeyError::NotP256 { found: key_of(algorithm.oid) })
    }
}

/// Refuses every curve other than P-256.
pub(super) fn only_curve_p256(curve: Option<ObjectIdentifier>) -> Result<(), KeyError> {
    const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
    const P521: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.35");
    const SECP256K1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.10");
    let found = match curve {
        Some(NistP256::OID) => return Ok(()),
        Some(P384) => "a key on P-384",
        Some(P521) => "a key on P-521",
        Some(SECP256K1) => "a key on secp256k1",
        Some(_) => "a key on another curve",
        None => "a key whose curve has no name",
    };
    Err(KeyError::NotP256 { found })
}
