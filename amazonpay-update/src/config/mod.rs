//! An account from configuration: environment variables, JSON or TOML.

mod error;
mod json;
mod key_source;
mod member;
mod members;
mod names;
mod parts;
#[cfg(test)]
mod tests;
#[cfg(feature = "toml")]
mod toml;

pub use crate::account::AnyAccount;
pub use error::ConfigError;

use crate::account::Account;
use crate::region::{Environment, KnownRegion, Region, RegionName};
use crate::signing::{Algorithm, SigningKey};
use crate::value::{MerchantId, PublicKeyId, ReturnUrl, StoreId};
pub(crate) use key_source::KeySource;
use members::Members;
pub(crate) use parts::Parts;
use serde::de::{self, Deserialize, Deserializer};
use std::ffi::OsString;
use std::fmt;

/// The parts of an [`Account`], from a service's configuration.
///
/// | member | variable, with the prefix `AMAZON_PAY` | value |
/// |---|---|---|
/// | `region` | `AMAZON_PAY_REGION` | `us`, `eu`, `uk` or `jp` |
/// | `environment` | `AMAZON_PAY_ENVIRONMENT` | `sandbox` or `live` |
/// | `merchant_id` | `AMAZON_PAY_MERCHANT_ID` | from Seller Central |
/// | `public_key_id` | `AMAZON_PAY_PUBLIC_KEY_ID` | from Seller Central |
/// | `key_file` | `AMAZON_PAY_KEY_FILE` | the private key's PEM file; a relative path starts where the program runs |
/// | `key`, in place of `key_file` | `AMAZON_PAY_KEY` | the PEM text itself |
/// | `algorithm`, may be left out | `AMAZON_PAY_ALGORITHM` | `AMZN-PAY-RSASSA-PSS-V2`, the default, or `AMZN-PAY-RSASSA-PSS` |
/// | `store_id`, may be left out | `AMAZON_PAY_STORE_ID` | from Integration Central |
/// | `return_url`, may be left out | `AMAZON_PAY_RETURN_URL` | the shop's page that the buyer returns to |
///
/// Every value is a text and must keep the rules of its type. An unknown member is refused, and its error comes before
/// the error of a missing member.
///
/// A variable that has the prefix and is not in this table is refused too, unless it belongs to another account. It
/// belongs to another account when a region follows the prefix, as in `AMAZON_PAY_US_KEY_FILE`. It also does when the
/// word after the prefix has its own region, as in `AMAZON_PAY_SHOP2_KEY_FILE` beside `AMAZON_PAY_SHOP2_REGION`. So
/// one service can have the accounts `AMAZON_PAY`, `AMAZON_PAY_US` and `AMAZON_PAY_SHOP2`, and a mistake like
/// `AMAZON_PAY_KEYFLE` is still refused.
///
/// The type implements `serde::Deserialize`, so it can be a part of a larger configuration. `from_toml` needs the feature
/// `toml`.
///
/// # The key
///
/// Neither `Debug` nor any error shows the PEM text. The configuration's copy is wiped from memory when the
/// configuration is dropped, and [`from_json`](AccountConfig::from_json) and `from_toml` leave no other copy behind.
/// This crate does not wipe these copies, because other code owns them:
///
/// * the text given to `from_json` and `from_toml` belongs to the caller, and the environment stays in the process's
///   memory;
/// * the deserializer of a larger configuration has its own buffers;
/// * the TOML parser keeps a text that is not valid TOML.
///
/// With `key_file`, none of these copies has the key.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::config::AccountConfig;
/// use amazonpay_update::{PayOnly, UpdatePayload};
///
/// fn button(payload: &impl UpdatePayload<ProductType = PayOnly>) -> Result<String, Box<dyn std::error::Error>> {
///     let account = AccountConfig::from_env("AMAZON_PAY")?.any_account()?;
///     Ok(account.sign(payload)?.button().to_json())
/// }
/// ```
#[derive(Clone)]
pub struct AccountConfig {
    region: RegionName,
    environment: Environment,
    merchant_id: MerchantId,
    public_key_id: PublicKeyId,
    key: KeySource,
    algorithm: Algorithm,
    store_id: Option<StoreId>,
    return_url: Option<ReturnUrl>,
}

impl AccountConfig {
    /// Reads environment variables whose names begin with `prefix` and an underscore. The prefix itself is not empty
    /// and does not end with an underscore.
    ///
    /// # Errors
    ///
    /// [`ConfigError`], with the variable's name. [`ConfigError::Prefix`] for another prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::config::AccountConfig;
    ///
    /// let missing = AccountConfig::from_env("NOT_THERE").unwrap_err();
    /// assert!(missing.to_string().starts_with("`NOT_THERE_REGION` is missing"));
    /// ```
    pub fn from_env(prefix: &str) -> Result<AccountConfig, ConfigError> {
        AccountConfig::from_vars(prefix, std::env::vars_os())
    }

    /// Like [`from_env`](AccountConfig::from_env), for an account that may be missing. For example, the account with
    /// the previous key is there only while keys change. `None` if none of its variables is set.
    ///
    /// # Errors
    ///
    /// [`ConfigError`], also when only some of its variables are set.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::config::AccountConfig;
    ///
    /// assert!(AccountConfig::from_env_if_set("PREVIOUS_AMAZON_PAY")?.is_none());
    /// # Ok::<(), amazonpay_update::config::ConfigError>(())
    /// ```
    pub fn from_env_if_set(prefix: &str) -> Result<Option<AccountConfig>, ConfigError> {
        AccountConfig::of_set(Members::from_variables(prefix, std::env::vars_os())?)
    }

    fn of_set(members: Members) -> Result<Option<AccountConfig>, ConfigError> {
        if members.is_empty() { Ok(None) } else { AccountConfig::from_members(members).map(Some) }
    }

    /// Like [`from_env`](AccountConfig::from_env), from given names and values, for example in a test.
    ///
    /// # Errors
    ///
    /// [`ConfigError`], with the variable's name.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::config::AccountConfig;
    ///
    /// let config = AccountConfig::from_vars(
    ///     "SHOP",
    ///     [
    ///         ("SHOP_REGION", "eu"),
    ///         ("SHOP_ENVIRONMENT", "sandbox"),
    ///         ("SHOP_MERCHANT_ID", "A3LVSV45M75151"),
    ///         ("SHOP_PUBLIC_KEY_ID", "SANDBOX-AEXAMPLEKEYID"),
    ///         ("SHOP_KEY_FILE", "private.pem"),
    ///         ("SHOP_RETURN_URL", "https://a.com/merchant-result-page"),
    ///     ],
    /// )?;
    /// assert!(config.return_url().is_some());
    /// # Ok::<(), amazonpay_update::config::ConfigError>(())
    /// ```
    pub fn from_vars<N, V>(
        prefix: &str,
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> Result<AccountConfig, ConfigError>
    where
        N: Into<OsString>,
        V: Into<OsString>,
    {
        AccountConfig::from_members(Members::from_variables(prefix, variables)?)
    }

    /// Reads a JSON object.
    ///
    /// # Errors
    ///
    /// [`ConfigError`], with the member's name.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::config::AccountConfig;
    /// use amazonpay_update::region::RegionName;
    ///
    /// let config = AccountConfig::from_json(
    ///     r#"{
    ///         "region": "eu",
    ///         "environment": "sandbox",
    ///         "merchant_id": "A3LVSV45M75151",
    ///         "public_key_id": "SANDBOX-AEXAMPLEKEYID",
    ///         "key_file": "private.pem"
    ///     }"#,
    /// )?;
    /// assert_eq!(config.region(), RegionName::Eu);
    /// # Ok::<(), amazonpay_update::config::ConfigError>(())
    /// ```
    pub fn from_json(text: &str) -> Result<AccountConfig, ConfigError> {
        AccountConfig::from_members(Members::from_json(text)?)
    }

    /// Reads a TOML document.
    ///
    /// # Errors
    ///
    /// [`ConfigError`], with the member's name.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::config::AccountConfig;
    /// use amazonpay_update::region::RegionName;
    ///
    /// let config = AccountConfig::from_toml(
    ///     r#"
    ///     region = "jp"
    ///     environment = "live"
    ///     merchant_id = "A3LVSV45M75151"
    ///     public_key_id = "LIVE-AEXAMPLEKEYID"
    ///     key_file = "/run/secrets/amazon-pay.pem"
    ///     "#,
    /// )?;
    /// assert_eq!(config.region(), RegionName::Jp);
    /// # Ok::<(), amazonpay_update::config::ConfigError>(())
    /// ```
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<AccountConfig, ConfigError> {
        AccountConfig::from_members(Members::from_toml(text)?)
    }

    fn from_members(members: Members) -> Result<AccountConfig, ConfigError> {
        let parts = Parts::of(members);
        parts.form?;
        // A misspelled member is also missing, so its own error comes first.
        if let Some(unknown) = parts.unknown.into_iter().next() {
            return Err(unknown);
        }
        let (region, environment, merchant_id) = (parts.region?, parts.environment?, parts.merchant_id?);
        let public_key_id = parts.public_key_id?;
        parts.key_id_fits?;
        let (algorithm, store_id, return_url) = (parts.algorithm?, parts.store_id?, parts.return_url?);
        let key = parts.key?;
        Ok(AccountConfig {
            region,
            environment,
            merchant_id,
            public_key_id,
            key,
            algorithm,
            store_id,
            return_url,
        })
    }

    /// The region.
    #[must_use]
    pub const fn region(&self) -> RegionName {
        self.region
    }

    /// The environment: Sandbox or Live.
    #[must_use]
    pub const fn environment(&self) -> Environment {
        self.environment
    }

    /// The store whose buyers update their permissions, for the payload and the state of an update.
    #[must_use]
    pub const fn store_id(&self) -> Option<&StoreId> {
        self.store_id.as_ref()
    }

    /// The shop's page that the buyer returns to, for the payload.
    #[must_use]
    pub const fn return_url(&self) -> Option<&ReturnUrl> {
        self.return_url.as_ref()
    }

    /// Reads the key, and makes the account in the region of the configuration.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Key`] when there is no key that Amazon Pay accepts.
    pub fn any_account(&self) -> Result<AnyAccount, ConfigError> {
        self.account_in(self.region)
    }

    /// Reads the key, and makes the account of a service with only one region.
    ///
    /// # Errors
    ///
    /// [`ConfigError::OtherRegion`] when the configuration names another region, and [`ConfigError::Key`] when there
    /// is no key that Amazon Pay accepts.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::config::{AccountConfig, ConfigError};
    /// use amazonpay_update::{Account, Uk};
    ///
    /// fn account() -> Result<Account<Uk>, ConfigError> {
    ///     AccountConfig::from_env("AMAZON_PAY")?.account()
    /// }
    /// ```
    pub fn account<R: KnownRegion>(&self) -> Result<Account<R>, ConfigError> {
        if self.region != R::NAME {
            return Err(ConfigError::OtherRegion { expected: R::NAME, found: self.region });
        }
        self.account_in(R::default())
    }

    fn account_in<R: Region>(&self, region: R) -> Result<Account<R>, ConfigError> {
        let (merchant_id, public_key_id) = (self.merchant_id.clone(), self.public_key_id.clone());
        let key = self.signing_key()?;
        let account = Account::in_region(region, merchant_id, public_key_id, key, self.environment)?;
        Ok(account.with_algorithm(self.algorithm))
    }

    fn signing_key(&self) -> Result<SigningKey, ConfigError> {
        self.key.signing_key()
    }
}

// Member by member, for the module `doctor`.
impl Parts {
    pub(crate) fn from_env(prefix: &str) -> Result<Parts, ConfigError> {
        Members::from_variables(prefix, std::env::vars_os()).map(Parts::of)
    }

    pub(crate) fn from_json(text: &str) -> Result<Parts, ConfigError> {
        Members::from_json(text).map(Parts::of)
    }

    #[cfg(feature = "toml")]
    pub(crate) fn from_toml(text: &str) -> Result<Parts, ConfigError> {
        Members::from_toml(text).map(Parts::of)
    }
}

impl<'de> Deserialize<'de> for AccountConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        AccountConfig::from_members(Members::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl fmt::Debug for AccountConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountConfig")
            .field("region", &self.region)
            .field("environment", &self.environment)
            .field("merchant_id", &self.merchant_id)
            .field("public_key_id", &self.public_key_id)
            .field("algorithm", &self.algorithm)
            .field("store_id", &self.store_id)
            .field("return_url", &self.return_url)
            .finish_non_exhaustive()
    }
}
