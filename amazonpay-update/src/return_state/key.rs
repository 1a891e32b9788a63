//! The private key of state tokens.

use super::claims::UpdateState;
use super::jws;
use super::key_id::key_id;
use super::token::StateToken;
use super::verifying_key::{self, StateVerifyingKey};
use crate::signing::key_file::from_file;
use crate::signing::pem::{Block, Label};
use crate::signing::{Algorithm, KeyError};
use p256::SecretKey;
use p256::ecdsa::SigningKey;
use pkcs8::PrivateKeyInfoRef;
use pkcs8::der::Decode;
use sec1::{EcParameters, EcPrivateKey};
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const EXPIRY_STEP_SECS: u64 = 60 * 60;

/// A private key on P-256 that signs state tokens with ES256, and nothing else; clones share it.
///
/// The key is wiped from memory when the last clone is dropped. The buffers from which it was read are wiped too. The
/// caller wipes the text that [`StateKey::from_pem`] was given. Computations may leave parts of the key on the stack
/// until that memory is used again.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::return_state::StateKey;
///
/// // openssl ecparam -name prime256v1 -genkey -noout -out state.pem
/// let key = StateKey::from_pem_file("state.pem")?;
/// # Ok::<(), amazonpay_update::signing::KeyError>(())
/// ```
#[derive(Clone)]
pub struct StateKey(Arc<Inner>);

struct Inner {
    key: SigningKey,
    key_id: String,
}

impl StateKey {
    /// Reads a private key in PEM form: PKCS#8 (`PRIVATE KEY`) or SEC 1 (`EC PRIVATE KEY`).
    ///
    /// Text before and after the key is skipped, and so are blanks around a line. Lines may end in CR LF.
    ///
    /// # Errors
    ///
    /// [`KeyError`] has a variant for each kind of key that cannot be used. For an RSA key or another curve it is
    /// [`KeyError::NotP256`], which names the command that makes a right key.
    pub fn from_pem(pem: &str) -> Result<StateKey, KeyError> {
        let block = Block::find(pem, Label::is_private)?;
        let found = block.label.found();
        let key = match block.label {
            Label::OpenSshPrivate => return Err(KeyError::NotP256 { found: "a key for SSH alone" }),
            Label::Pkcs1Private => return Err(KeyError::NotP256 { found: "an RSA key" }),
            Label::DsaPrivate => return Err(KeyError::NotP256 { found }),
            _ if block.is_encrypted() => return Err(KeyError::Encrypted),
            Label::EcPrivate => {
                let document = block.decode()?;
                let info = EcPrivateKey::from_der(&document).map_err(|_| KeyError::Malformed { found })?;
                verifying_key::only_curve_p256(info.parameters.and_then(EcParameters::named_curve))?;
                SecretKey::try_from(info).ok()
            }
            Label::Pkcs8Private => {
                let document = block.decode()?;
                let info =
                    PrivateKeyInfoRef::from_der(&document).map_err(|_| KeyError::Malformed { found })?;
                verifying_key::only_p256(info.algorithm)?;
                SecretKey::try_from(info).ok()
            }
            _ => return Err(KeyError::NotPrivate { found }),
        };
        let key = SigningKey::from(key.ok_or(KeyError::Malformed { found })?);
        let key_id = key_id(key.verifying_key());
        Ok(StateKey(Arc::new(Inner { key, key_id })))
    }

    /// Reads a private key from a file in PEM form.
    ///
    /// # Errors
    ///
    /// [`KeyError::TextForFile`] when `path` is the key itself, and [`KeyError::Io`] when the file cannot be read.
    /// When the content cannot be used, [`KeyError::File`] names the file and holds the error of
    /// [`StateKey::from_pem`].
    pub fn from_pem_file(path: impl AsRef<Path>) -> Result<StateKey, KeyError> {
        from_file(path.as_ref(), StateKey::from_pem)
    }

    /// The public half, which is enough to verify returns.
    #[must_use]
    pub fn verifying_key(&self) -> StateVerifyingKey {
        StateVerifyingKey::new(*self.0.key.verifying_key())
    }

    /// Makes the token of an update, without an expiry.
    ///
    /// The signature is deterministic (RFC 6979), so the same state gives the same token. The payload with this token
    /// in its return URL then stays the same too. So [`Account::with_cache`](crate::Account::with_cache) finds the
    /// payload's signature again.
    ///
    /// The token names its key with [`StateVerifyingKey::key_id`].
    #[must_use]
    pub fn token(&self, state: &UpdateState) -> StateToken {
        self.sign_claims(&state.to_claims(None))
    }

    /// The step between the expiries of tokens: an hour.
    ///
    /// [`StateKey::token_until`] rounds an expiry up to a full step. So within an hour each page of an update gets
    /// the same token, and the payload with this token in its return URL stays the same too. Then
    /// [`Account::with_cache`](crate::Account::with_cache) finds the payload's signature again.
    pub const EXPIRY_STEP: Duration = Duration::from_secs(EXPIRY_STEP_SECS);

    /// Makes the token of an update, with an expiry. The token is good until `expires_at` and up to an hour longer,
    /// until the next multiple of [`StateKey::EXPIRY_STEP`] since 1970.
    ///
    /// Amazon Pay cancels a session that is not completed within 24 hours, so 24 hours are enough.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::return_state::{StateKey, StateToken, UpdateState};
    /// use std::time::{Duration, SystemTime};
    ///
    /// fn token_for_a_day(key: &StateKey, state: &UpdateState) -> StateToken {
    ///     key.token_until(state, SystemTime::now() + Duration::from_secs(24 * 60 * 60))
    /// }
    /// ```
    #[must_use]
    pub fn token_until(&self, state: &UpdateState, expires_at: SystemTime) -> StateToken {
        self.sign_claims(&state.to_claims(Some(full_step(expires_at))))
    }

    fn sign_claims(&self, claims: &str) -> StateToken {
        StateToken::new(jws::sign(&self.0.key, &self.0.key_id, claims.as_bytes()))
    }

    pub(super) fn es256(&self, message: &[u8]) -> [u8; 64] {
        jws::es256(&self.0.key, message)
    }

    /// Does not compile: Amazon Pay accepts no signature of this key.
    #[doc(hidden)]
    pub fn sign<T: ?Sized, S>(&self, payload: &T, algorithm: Algorithm) -> S
    where
        Self: Es256KeyCannotSignForAmazon<T, S>,
    {
        self.no_signature(payload, algorithm)
    }
}

/// The first full step that is not before the time, in seconds since 1970. A time before 1970 gives 0, which is over
/// too.
fn full_step(time: SystemTime) -> u64 {
    let since_1970 = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let begun = u64::from(since_1970.subsec_nanos() > 0);
    let seconds = since_1970.as_secs().saturating_add(begun);
    seconds.div_ceil(EXPIRY_STEP_SECS).saturating_mul(EXPIRY_STEP_SECS)
}

crate::account::bound::loaded_keys! { StateKey }

impl fmt::Debug for StateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StateKey").finish_non_exhaustive()
    }
}

/// No type implements this trait: an ES256 key signs no payload. The method exists so that the compiler can say which
/// key Amazon Pay accepts. `S` is what the method would return.
#[amazonpay_update_derive::refuses(
    es256_key_cannot_sign_for_amazon,
    label = "this signs state tokens and nothing else"
)]
pub trait Es256KeyCannotSignForAmazon<T: ?Sized, S> {
    #[doc(hidden)]
    fn no_signature(&self, payload: &T, algorithm: Algorithm) -> S;
}
