//! The public key.

use super::algorithm::{Algorithm, string_to_sign};
use super::backend::active::{self, PublicKey};
use super::der::{self, Public};
use super::error::{KeyError, VerifyError};
use super::key_file::from_file;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// An RSA public key of 2048 to 8192 bits, parsed once; clones share it.
///
/// Two values are equal when they hold the same key, even if they were read from different forms.
///
/// # Examples
///
/// ```
/// use amazonpay_update::VerifyingKey;
/// use amazonpay_update::signing::{Algorithm, VerifyError};
///
/// let key = VerifyingKey::from_pem(
///     "-----BEGIN PUBLIC KEY-----
/// MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxANvziYvBB8IXQHUlNnq
/// fxYw9vrq5jUI1hjTI8vaZ1ISa0xKimh8TM/wWnvw+KenduePvdaCZ8fPonNEPAYm
/// Ikusa1uXM8SrgzHnvWnMei9Bb/U/N7/5Ogggb5FFL+dh2Q6+InTgWU7CFN/BLK1I
/// O1g68dLqIX38bUP1zoAZKn5FBXWeAF0ycz2beVaeAAppI9GFT8Xc4zQ7Qwqk2DaT
/// /O3D2AnT3nnUONg5ye2lL+Hiw2mTri/cxOM8p5kSVCnO8YpTn8h/KBUTDCdABD8A
/// L4CpSF8gBWj5eY+FQAUqppGTNOrlQ9XxsDpYzpPhr0xUrHfYopUkSeA5DwWD+VZN
/// 0wIDAQAB
/// -----END PUBLIC KEY-----",
/// )?;
/// assert_eq!(key.verify(Algorithm::PssV2, "{}", "AAAA"), Err(VerifyError::Mismatch));
/// # Ok::<(), amazonpay_update::signing::KeyError>(())
/// ```
#[derive(Clone)]
pub struct VerifyingKey {
    key: Arc<PublicKey>,
    pem: Arc<str>,
    signature_len: usize,
}

impl VerifyingKey {
    /// A signature has as many bytes as the modulus.
    pub(super) fn new(key: PublicKey, known: Public) -> VerifyingKey {
        VerifyingKey { key: Arc::new(key), pem: known.pem.into(), signature_len: known.modulus_len }
    }

    /// Reads a public key in PEM form: `PUBLIC KEY`, as Seller Central takes it, or PKCS#1
    /// (`RSA PUBLIC KEY`).
    ///
    /// Text before and after the key is skipped, and so are blanks around a line. Lines may end in CR LF.
    ///
    /// # Errors
    ///
    /// [`KeyError`] has a variant for each kind of key that cannot be used: a private key, or a key that is not RSA
    /// or has fewer than 2048 bits ([`Rule::WeakKey`](crate::rules::Rule::WeakKey)) or more than 8192.
    pub fn from_pem(pem: &str) -> Result<VerifyingKey, KeyError> {
        let (pkcs1, known) = der::public_key(pem)?;
        let key = active::public_key(&pkcs1).map_err(|_| KeyError::Malformed { found: "a public key" })?;
        Ok(VerifyingKey::new(key, known))
    }

    /// Reads a public key from a file in PEM form.
    ///
    /// # Errors
    ///
    /// [`KeyError::Io`] when the file cannot be read, and [`KeyError::TextForFile`] when `path` is a key in PEM form.
    /// When the content cannot be used, [`KeyError::File`] names the file and holds the error of
    /// [`VerifyingKey::from_pem`].
    pub fn from_pem_file(path: impl AsRef<Path>) -> Result<VerifyingKey, KeyError> {
        from_file(path.as_ref(), VerifyingKey::from_pem)
    }

    /// The key in PEM form, `PUBLIC KEY`: the text that Seller Central takes.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::SigningKey;
    ///
    /// let key = SigningKey::from_pem_file("private.pem")?;
    /// println!("register this: {}", key.verifying_key().to_pem());
    /// # Ok::<(), amazonpay_update::signing::KeyError>(())
    /// ```
    #[must_use]
    pub fn to_pem(&self) -> String {
        self.pem.as_ref().to_owned()
    }

    /// Verifies the signature of a text: a payload, or the canonical request of an API call.
    ///
    /// The salt must have exactly the algorithm's length.
    ///
    /// # Errors
    ///
    /// [`VerifyError::NotBase64`] unless the signature is in standard Base64 with padding, and
    /// [`VerifyError::Mismatch`] when the signature does not verify for this text, algorithm and key.
    pub fn verify(&self, algorithm: Algorithm, text: &str, signature: &str) -> Result<(), VerifyError> {
        let signature = BASE64_STANDARD.decode(signature).map_err(|_| VerifyError::NotBase64)?;
        self.verify_message(algorithm, &string_to_sign(algorithm, text), &signature)
    }

    /// Verifies the signature of any message, with a salt of the algorithm's length.
    pub(super) fn verify_message(
        &self,
        algorithm: Algorithm,
        message: &str,
        signature: &[u8],
    ) -> Result<(), VerifyError> {
        self.key.verify(algorithm, message.as_bytes(), signature)
    }

    /// The length in bytes of a signature of this key.
    pub(crate) fn signature_len(&self) -> usize {
        self.signature_len
    }
}

// The PEM text holds the whole key, and each key has one such text.
impl PartialEq for VerifyingKey {
    fn eq(&self, other: &VerifyingKey) -> bool {
        self.pem == other.pem
    }
}

impl Eq for VerifyingKey {}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifyingKey").finish_non_exhaustive()
    }
}
