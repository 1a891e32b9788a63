//! The merchant's account in one region. It signs for a shop.

pub(crate) mod bound;
mod cache;
mod identity;
pub(crate) mod previous;
pub(crate) mod signed;

pub use bound::{AccountKey, LoadedKey};
pub use cache::CacheStats;
pub use signed::{CheckoutSessionConfig, Signed};

use crate::payload::{UpdatePayload, text_to_sign};
use crate::region::{Environment, KnownRegion, Region, RegionName};
use crate::signing::{Algorithm, SignError, SignedPayload, SigningKey, ToSign, VerifyError, VerifyingKey};
use crate::value::{InvalidValue, MerchantId, PublicKeyId};
use amazonpay_update_rules::Rule;
use bound::SameRegion;
use cache::SignatureCache;
use identity::Identity;
use std::fmt;
use std::sync::Arc;

/// A merchant's account in the region `R`; clones share it.
///
/// `K` is the key that the account holds: a [`SigningKey`], or a [`VerifyingKey`] when the private key lives
/// elsewhere. Only an account with a [`SigningKey`] can [`sign`](Account::sign). Both kinds can give out a payload [to
/// be signed](Account::to_sign) elsewhere, and [complete](Account::complete) it with the signature.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::{Account, Environment, SigningKey, Us, merchant_id, public_key_id};
///
/// let account = Account::<Us>::new(
///     merchant_id!("A3LVSV45M75151"),
///     public_key_id!("SANDBOX-AEXAMPLEKEYID"),
///     SigningKey::from_pem_file("private.pem")?,
///     Environment::Sandbox,
/// )?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// With the private key in another place:
///
/// ```no_run
/// use amazonpay_update::{Account, Environment, Us, VerifyingKey, merchant_id, public_key_id};
///
/// let account = Account::<Us, VerifyingKey>::new(
///     merchant_id!("A3LVSV45M75151"),
///     public_key_id!("SANDBOX-AEXAMPLEKEYID"),
///     VerifyingKey::from_pem_file("public.pem")?,
///     Environment::Sandbox,
/// )?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Account<R: Region, K = SigningKey> {
    identity: Arc<Identity>,
    algorithm: Algorithm,
    key: K,
    cache: Option<Arc<SignatureCache>>,
    previous: Option<Box<Account<R, K>>>,
    region: R,
}

/// An account whose region is known only while the program runs.
///
/// It has everything that an account of one region has. The rules that the compiler applies to such an account are
/// applied here while the program runs: [`Button::try_language`](crate::Button::try_language) refuses a language that
/// the region lacks, and [`Account::verify`] refuses a payload that was signed for another region.
///
/// [`AccountConfig::any_account`] and [`Account::in_region`] make it, and `from` makes it from an account of one
/// region.
///
/// [`AccountConfig::any_account`]: crate::config::AccountConfig::any_account
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::config::AccountConfig;
/// use amazonpay_update::{PayOnly, UpdatePayload};
///
/// fn page(payload: &impl UpdatePayload<ProductType = PayOnly>) -> Result<String, Box<dyn std::error::Error>> {
///     let account = AccountConfig::from_env("AMAZON_PAY")?.any_account()?;
///     Ok(account.sign(payload)?.button().to_json())
/// }
/// ```
pub type AnyAccount<K = SigningKey> = Account<RegionName, K>;

impl<R: Region, K> Account<R, K> {
    /// An account in the region `R`, which signs with [`Algorithm::PssV2`].
    ///
    /// Seller Central shows the id of the public key beside the key. Only Amazon can tell whether id and key belong
    /// together.
    ///
    /// # Errors
    ///
    /// [`AccountError::PublicKeyId`] when the id begins with `SANDBOX-` or `LIVE-` and names the other
    /// environment.
    pub fn new<G>(
        merchant_id: MerchantId,
        public_key_id: PublicKeyId,
        key: G,
        environment: Environment,
    ) -> Result<Account<R, K>, AccountError>
    where
        R: KnownRegion,
        G: LoadedKey,
        G::Key: AccountKey<K>,
    {
        Account::in_region(R::default(), merchant_id, public_key_id, key, environment)
    }

    /// Like [`Account::new`], in a region that may be known only while the program runs.
    ///
    /// # Errors
    ///
    /// [`AccountError::PublicKeyId`], as from [`Account::new`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::config::AnyAccount;
    /// use amazonpay_update::region::RegionName;
    /// use amazonpay_update::{Account, Environment, SigningKey, merchant_id, public_key_id};
    ///
    /// fn account(region: RegionName) -> Result<AnyAccount, Box<dyn std::error::Error>> {
    ///     Ok(Account::in_region(
    ///         region,
    ///         merchant_id!("A3LVSV45M75151"),
    ///         public_key_id!("SANDBOX-AEXAMPLEKEYID"),
    ///         SigningKey::from_pem_file("private.pem")?,
    ///         Environment::Sandbox,
    ///     )?)
    /// }
    /// ```
    pub fn in_region<G>(
        region: R,
        merchant_id: MerchantId,
        public_key_id: PublicKeyId,
        key: G,
        environment: Environment,
    ) -> Result<Account<R, K>, AccountError>
    where
        G: LoadedKey,
        G::Key: AccountKey<K>,
    {
        public_key_id.check_environment(environment)?;
        let key = key.key().into_key();
        let identity = Arc::new(Identity { merchant_id, public_key_id, environment });
        Ok(Account { identity, algorithm: Algorithm::default(), key, cache: None, previous: None, region })
    }
}

impl<R: Region, K: AccountKey> Account<R, K> {
    /// The same account, with another algorithm.
    #[must_use]
    pub fn with_algorithm(self, algorithm: Algorithm) -> Account<R, K> {
        Account { algorithm, ..self }
    }

    /// A payload to be signed with a key that lives elsewhere.
    ///
    /// # Errors
    ///
    /// [`SignError::BrokenRule`], as from [`ToSign::new`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::{Account, Eu, Signed, UpdatePayload, VerifyingKey};
    /// # fn key_service(message: &str) -> String { String::new() }
    ///
    /// fn sign<T: UpdatePayload>(
    ///     account: &Account<Eu, VerifyingKey>,
    ///     payload: &T,
    /// ) -> Result<Signed<Eu, T::ProductType>, Box<dyn std::error::Error>> {
    ///     let to_sign = account.to_sign(payload)?;
    ///     let signature = key_service(&to_sign.string_to_sign());
    ///     Ok(account.complete(to_sign, &signature)?)
    /// }
    /// ```
    pub fn to_sign<T>(&self, payload: &T) -> Result<ToSign<T::ProductType>, SignError>
    where
        T: UpdatePayload + ?Sized,
    {
        ToSign::new(payload, self.algorithm)
    }

    /// Verifies the signature, in standard Base64 with padding, with this account's public key, and gives the signed
    /// payload.
    ///
    /// # Errors
    ///
    /// [`VerifyError`] when the signature is not Base64, or was made with another key or over another text.
    pub fn complete<P>(&self, to_sign: ToSign<P>, signature: &str) -> Result<Signed<R, P>, VerifyError> {
        let payload = to_sign.complete(signature, self.verifying_key())?;
        Ok(Signed::new(payload, Arc::clone(&self.identity), self.region))
    }

    /// Like [`Account::complete`], from the bytes of the signature.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Mismatch`] when the signature was made with another key or over another text.
    pub fn complete_bytes<P>(
        &self,
        to_sign: ToSign<P>,
        signature: &[u8],
    ) -> Result<Signed<R, P>, VerifyError> {
        let payload = to_sign.complete_bytes(signature, self.verifying_key())?;
        Ok(Signed::new(payload, Arc::clone(&self.identity), self.region))
    }

    /// Verifies the signature with this account's key. If the payload names only the id of [the previous
    /// key](Account::with_previous), it verifies the signature with the previous key.
    ///
    /// A payload that was signed for another region does not compile here. If the regions are known only while the
    /// program runs, it is an error.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Mismatch`] when another key made the signature, and [`VerifyError::OtherRegion`] when the
    /// payload was signed for another [`RegionName`].
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::signing::VerifyError;
    /// use amazonpay_update::{Account, Signed, Us};
    ///
    /// fn check<P>(account: &Account<Us>, signed: &Signed<Us, P>) -> Result<(), VerifyError> {
    ///     account.verify(signed)
    /// }
    /// ```
    ///
    /// ```compile_fail,E0277
    /// use amazonpay_update::signing::VerifyError;
    /// use amazonpay_update::{Account, Eu, Signed, Us};
    ///
    /// fn check<P>(account: &Account<Us>, signed: &Signed<Eu, P>) -> Result<(), VerifyError> {
    ///     account.verify(signed)
    /// }
    /// ```
    pub fn verify<S, P>(&self, signed: &Signed<S, P>) -> Result<(), VerifyError>
    where
        S: Region + SameRegion<R>,
    {
        if signed.region() != self.region() {
            return Err(VerifyError::OtherRegion);
        }
        let is_of = |account: &&Account<R, K>| account.public_key_id() == signed.public_key_id();
        // The account's own id comes first, because the previous account may have the same id.
        let account = [Some(self), self.previous()].into_iter().flatten().find(is_of).unwrap_or(self);
        account.verifying_key().verify(signed.algorithm(), signed.payload_json(), signed.signature())
    }

    /// The public key.
    #[must_use]
    pub fn verifying_key(&self) -> &VerifyingKey {
        self.key.verifying_key()
    }

    /// The key that the account was made with.
    #[cfg(feature = "session")]
    pub(crate) fn key(&self) -> &K {
        &self.key
    }

    /// The algorithm that the account signs with.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The merchant's id.
    #[must_use]
    pub fn merchant_id(&self) -> &MerchantId {
        &self.identity.merchant_id
    }

    /// The id of the public key.
    #[must_use]
    pub fn public_key_id(&self) -> &PublicKeyId {
        &self.identity.public_key_id
    }

    /// The environment: Sandbox or Live.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.identity.environment
    }

    /// The region as a value, with its facts.
    #[must_use]
    pub fn region(&self) -> RegionName {
        self.region.name()
    }
}

impl<R: Region> Account<R> {
    /// The same account, with a cache of up to `capacity` signatures. Clones share the cache.
    ///
    /// A signature holds no time, and stays valid while the payload stays the same, byte for byte. So when a page is
    /// loaded again, its payload gets the kept signature without the RSA operation. When the cache is full, it drops
    /// the signatures that were asked for least. It does not keep errors. An entry takes as much memory as the
    /// payload's text and its signature.
    ///
    /// The readme of Amazon Pay's SDK for .NET documents that a signature may be used again.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::signing::SignError;
    /// use amazonpay_update::{Account, UpdatePayload, Us};
    ///
    /// fn twice(account: Account<Us>, payload: &impl UpdatePayload) -> Result<(), SignError> {
    ///     let account = account.with_cache(10_000);
    ///     let signed = account.sign(payload)?;
    ///     let again = account.sign(payload)?;
    ///     assert_eq!(signed.signature(), again.signature());
    ///     assert_eq!(account.cache_stats().map(|stats| stats.hits), Some(1));
    ///     Ok(())
    /// }
    /// ```
    #[must_use]
    pub fn with_cache(self, capacity: usize) -> Account<R> {
        Account { cache: Some(Arc::new(SignatureCache::new(capacity))), ..self }
    }

    /// The numbers of the cache. `None` without [a cache](Account::with_cache).
    #[must_use]
    pub fn cache_stats(&self) -> Option<CacheStats> {
        self.cache.as_deref().map(SignatureCache::stats)
    }

    /// Signs a payload.
    ///
    /// Two signatures of one payload differ, because each has its own salt, unless the account [has a
    /// cache](Account::with_cache). A signature does not expire.
    ///
    /// # Errors
    ///
    /// [`SignError::Backend`] when the backend fails, and [`SignError::BrokenRule`] as from [`ToSign::new`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::signing::SignError;
    /// use amazonpay_update::{Account, UpdatePayload, Us};
    ///
    /// fn config(account: &Account<Us>, payload: &impl UpdatePayload) -> Result<String, SignError> {
    ///     let signed = account.sign(payload)?;
    ///     let config = serde_json::to_string(&signed.checkout_session_config());
    ///     Ok(config.expect("four texts"))
    /// }
    /// ```
    pub fn sign<T>(&self, payload: &T) -> Result<Signed<R, T::ProductType>, SignError>
    where
        T: UpdatePayload + ?Sized,
    {
        let (payload_json, product_type) = text_to_sign(payload).map_err(SignError::BrokenRule)?;
        let sign = || self.key.sign_text(self.algorithm, &payload_json);
        let signature = match &self.cache {
            Some(cache) => cache.get_or_sign(self.algorithm, &payload_json, sign)?,
            None => sign()?,
        };
        let signed = SignedPayload::new(payload_json, self.algorithm, signature, product_type);
        Ok(Signed::new(signed, Arc::clone(&self.identity), self.region))
    }
}

impl<R: KnownRegion, K> From<Account<R, K>> for AnyAccount<K> {
    fn from(account: Account<R, K>) -> AnyAccount<K> {
        let Account { identity, algorithm, key, cache, previous, region } = account;
        let previous = previous.map(|previous| Box::new(AnyAccount::from(*previous)));
        Account { identity, algorithm, key, cache, previous, region: region.name() }
    }
}

impl<R: Region, K> fmt::Debug for Account<R, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("region", &self.region.name())
            .field("merchant_id", &self.identity.merchant_id)
            .field("public_key_id", &self.identity.public_key_id)
            .field("environment", &self.identity.environment)
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}

/// The parts of an account contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccountError {
    /// The id of the public key belongs to the other environment.
    #[error(transparent)]
    PublicKeyId(#[from] InvalidValue),
    /// The account or signer with the previous key differs in more than its key.
    #[error(
        "the previous key belongs to another {part}: give the previous key of the same merchant, region and \
         environment"
    )]
    Previous {
        /// The difference: `merchant`, `region` or `environment`.
        part: &'static str,
    },
}

impl AccountError {
    /// The rule of the catalogue that is broken.
    #[must_use]
    pub const fn rule(&self) -> Option<Rule> {
        match self {
            AccountError::PublicKeyId(invalid) => Some(invalid.rule()),
            AccountError::Previous { .. } => None,
        }
    }
}
