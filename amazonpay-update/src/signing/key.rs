//! The private key.

use super::algorithm::{Algorithm, string_to_sign};
use super::backend::active::{self, PrivateKey};
use super::der;
use super::error::{KeyError, SignError};
use super::key_file::from_file;
use super::signed::SignedPayload;
use super::verifying_key::VerifyingKey;
use crate::payload::{UpdatePayload, text_to_sign};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// An RSA private key of 2048 to 8192 bits, parsed once; clones share it.
///
/// Its public half is registered in Seller Central, which gives the [`PublicKeyId`](crate::PublicKeyId) for it. To
/// sign for a shop, give the key to an [`Account`](crate::Account). The key can also sign by itself.
///
/// The key is wiped from memory when the last clone is dropped. The buffers from which it was read are wiped too. The
/// caller wipes the text that [`SigningKey::from_pem`] was given. With the backend `rsa` alone, intermediate results
/// of that crate may hold parts of the key until their memory is used again.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::SigningKey;
///
/// let key = SigningKey::from_pem_file("private.pem")?;
/// # Ok::<(), amazonpay_update::signing::KeyError>(())
/// ```
#[derive(Clone)]
pub struct SigningKey(Arc<Halves>);

struct Halves {
    private: PrivateKey,
    public: VerifyingKey,
}

impl SigningKey {
    /// Reads a private key in PEM form: PKCS#8 (`PRIVATE KEY`) or PKCS#1 (`RSA PRIVATE KEY`).
    ///
    /// Text before and after the key is skipped, and so are blanks around a line. Lines may end in CR LF.
    ///
    /// # Errors
    ///
    /// [`KeyError`] has a variant for each kind of key that cannot be used: an SSH key, an encrypted key, a public
    /// key, a key that is not RSA or has fewer than 2048 bits ([`Rule::WeakKey`](crate::rules::Rule::WeakKey)).
    pub fn from_pem(pem: &str) -> Result<SigningKey, KeyError> {
        let (pkcs1, known) = der::private_key(pem)?;
        let rejected = |_| KeyError::Malformed { found: "a private key" };
        let (private, public) = active::key_pair(&pkcs1).map_err(rejected)?;
        let public = VerifyingKey::new(public, known);
        Ok(SigningKey(Arc::new(Halves { private, public })))
    }

    /// Reads a private key from a file in PEM form.
    ///
    /// # Errors
    ///
    /// [`KeyError::TextForFile`] when `path` is the key itself, and [`KeyError::Io`] when the file cannot be read.
    /// When the content cannot be used, [`KeyError::File`] names the file and holds the error of
    /// [`SigningKey::from_pem`].
    pub fn from_pem_file(path: impl AsRef<Path>) -> Result<SigningKey, KeyError> {
        from_file(path.as_ref(), SigningKey::from_pem)
    }

    /// The public half.
    ///
    /// # Examples
    ///
    /// Compare a private key with the public key that was registered:
    ///
    /// ```no_run
    /// use amazonpay_update::{SigningKey, VerifyingKey};
    ///
    /// let key = SigningKey::from_pem_file("private.pem")?;
    /// let registered = VerifyingKey::from_pem_file("public.pem")?;
    /// assert_eq!(*key.verifying_key(), registered, "register this one: {}", key.verifying_key().to_pem());
    /// # Ok::<(), amazonpay_update::signing::KeyError>(())
    /// ```
    #[must_use]
    pub fn verifying_key(&self) -> &VerifyingKey {
        &self.0.public
    }

    /// Signs a payload.
    ///
    /// Two signatures of one payload differ, because each has its own salt. A signature does not expire.
    ///
    /// # Errors
    ///
    /// [`SignError::Backend`] when the backend fails, and [`SignError::BrokenRule`] in the cases of
    /// [`ToSign::new`](crate::signing::ToSign::new).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::signing::Algorithm;
    /// use amazonpay_update::{SigningKey, UpdatePayload};
    ///
    /// fn sign(payload: &impl UpdatePayload) -> Result<String, Box<dyn std::error::Error>> {
    ///     let key = SigningKey::from_pem_file("private.pem")?;
    ///     let signed = key.sign(payload, Algorithm::PssV2)?;
    ///     Ok(signed.signature().to_owned())
    /// }
    /// ```
    pub fn sign<T>(
        &self,
        payload: &T,
        algorithm: Algorithm,
    ) -> Result<SignedPayload<T::ProductType>, SignError>
    where
        T: UpdatePayload + ?Sized,
    {
        let (payload_json, product_type) = text_to_sign(payload).map_err(SignError::BrokenRule)?;
        let signature = self.sign_text(algorithm, &payload_json)?;
        Ok(SignedPayload::new(payload_json, algorithm, signature, product_type))
    }

    /// The signature of a payload or a canonical request, in Base64.
    pub(crate) fn sign_text(&self, algorithm: Algorithm, text: &str) -> Result<String, SignError> {
        let string = string_to_sign(algorithm, text);
        Ok(BASE64_STANDARD.encode(self.0.private.sign(algorithm, string.as_bytes())?))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").finish_non_exhaustive()
    }
}
