//! An account whose region is known only while the program runs.

use crate::account::Account;
use crate::region::{Eu, Jp, RegionName, Uk, Us};

/// The account of one of the four regions: match on it, and each arm has its region's type.
///
/// # Examples
///
/// ```
/// use amazonpay_update::Environment;
/// use amazonpay_update::config::AnyAccount;
///
/// fn environment(account: &AnyAccount) -> Environment {
///     match account {
///         AnyAccount::Us(account) => account.environment(),
///         AnyAccount::Eu(account) => account.environment(),
///         AnyAccount::Uk(account) => account.environment(),
///         AnyAccount::Jp(account) => account.environment(),
///     }
/// }
/// ```
#[derive(Clone, Debug)]
pub enum AnyAccount {
    /// One of the United States.
    Us(Account<Us>),
    /// One of the euro countries.
    Eu(Account<Eu>),
    /// One of the United Kingdom.
    Uk(Account<Uk>),
    /// One of Japan.
    Jp(Account<Jp>),
}

impl AnyAccount {
    /// The region as a value, with its facts.
    #[must_use]
    pub fn region(&self) -> RegionName {
        match self {
            AnyAccount::Us(account) => account.region(),
            AnyAccount::Eu(account) => account.region(),
            AnyAccount::Uk(account) => account.region(),
            AnyAccount::Jp(account) => account.region(),
        }
    }
}
