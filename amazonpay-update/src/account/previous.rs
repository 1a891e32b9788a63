//! The key from before, while a new one takes its place.

use super::{Account, AccountError, AccountKey};
use crate::region::Region;

impl<R: Region, K: AccountKey> Account<R, K> {
    /// The same account, which still knows the key it had before: for the time in which a new key takes the place
    /// of an old one.
    ///
    /// It signs with its own key. What the previous one has signed, and a page still shows, it
    /// [verifies](Account::verify); and a request that Amazon Pay refuses because it does not know the new public
    /// key id yet is signed again with the previous one, as `session::Client` does by itself.
    ///
    /// There is one previous key: a second call replaces it, and what the previous account knows as its own previous
    /// one is not asked.
    ///
    /// # Errors
    ///
    /// [`AccountError::Previous`] when the other account is of another merchant, region or environment.
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

    /// The account with [the key it had before](Account::with_previous).
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
