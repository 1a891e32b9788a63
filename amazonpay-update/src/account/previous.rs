//! The previous key, while a new key replaces it.

use super::{Account, AccountError, AccountKey};
use crate::region::Region;

impl<R: Region, K: AccountKey> Account<R, K> {
    /// Adds the account with the previous key, for the time in which a new key replaces an old key.
    ///
    /// The account signs with its own key. It still [verifies](Account::verify) payloads that the previous key signed
    /// and that a page still shows. If Amazon Pay does not know the new public key id yet, it refuses a request.
    /// `session::Client` then signs this request again with the previous key.
    ///
    /// There is one previous account. A second call replaces it. The previous account's own previous account is
    /// ignored.
    ///
    /// # Errors
    ///
    /// [`AccountError::Previous`] when the previous account has another merchant, region or environment.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::config::AccountConfig;
    /// use amazonpay_update::{Account, Us};
    ///
    /// fn account() -> Result<Account<Us>, Box<dyn std::error::Error>> {
    ///     let previous = AccountConfig::from_env("PREVIOUS_AMAZON_PAY")?.account::<Us>()?;
    ///     Ok(AccountConfig::from_env("AMAZON_PAY")?.account::<Us>()?.with_previous(previous)?)
    /// }
    /// ```
    pub fn with_previous(self, previous: Account<R, K>) -> Result<Account<R, K>, AccountError> {
        same_but_for_the_key([
            ("merchant", self.merchant_id() == previous.merchant_id()),
            ("region", self.region() == previous.region()),
            ("environment", self.environment() == previous.environment()),
        ])?;
        Ok(Account { previous: Some(Box::new(previous)), ..self })
    }

    /// The account with [the previous key](Account::with_previous).
    #[must_use]
    pub fn previous(&self) -> Option<&Account<R, K>> {
        self.previous.as_deref()
    }
}

/// Refuses a previous account or signer that differs in one of these parts.
pub(crate) fn same_but_for_the_key<const N: usize>(
    parts: [(&'static str, bool); N],
) -> Result<(), AccountError> {
    match parts.into_iter().find(|(_, is_same)| !is_same) {
        Some((part, _)) => Err(AccountError::Previous { part }),
        None => Ok(()),
    }
}
