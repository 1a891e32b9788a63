//! The query of the return URL, which the buyer brings back.

use crate::value::{CheckoutSessionId, InvalidValue};
use amazonpay_update_rules::Rule;
use amazonpay_update_rules::url::SESSION_ID_PARAMETER;
use std::borrow::Cow;
use std::fmt;

/// The longest query that is read, in bytes. Common servers pass on no longer query.
const MAX_QUERY: usize = 65_536;

/// The return of a buyer to `checkoutResultReturnUrl`. Amazon has appended the query parameter
/// `amazonCheckoutSessionId`.
///
/// Names and values are decoded as `application/x-www-form-urlencoded`: `+` is a blank, and `%61` is `a`, in names as
/// well. The shop's own parameters are ignored.
///
/// The buyer can write anything into the address bar, so this id proves nothing until Amazon's API has answered. With
/// a state token (feature `return-state`), `verify_state` and `Client::complete_return` tell whether the id belongs
/// to an update that this buyer started.
///
/// # Examples
///
/// ```
/// use amazonpay_update::session::BuyerReturn;
///
/// let back = BuyerReturn::from_url(
///     "https://a.com/merchant-result-page?order=7&amazonCheckoutSessionId=acf951ea-32ee-4dea-916b-2caa9b218e4a",
/// );
/// match back.checkout_session_id()? {
///     Some(id) => println!("complete {id}"),
///     // It happens, even after a successful update: ask for the charge permission and show what it holds.
///     None => println!("look at the charge permission"),
/// }
/// # Ok::<(), amazonpay_update::session::BuyerReturnError>(())
/// ```
#[derive(Clone, Copy)]
pub struct BuyerReturn<'a> {
    query: &'a str,
}

impl<'a> BuyerReturn<'a> {
    /// The return to a URL. The URL is absolute, or has the form that a server gets (`/merchant-result-page?...`). A
    /// fragment is ignored.
    #[must_use]
    pub fn from_url(url: &'a str) -> BuyerReturn<'a> {
        let url = without_fragment(url);
        BuyerReturn { query: url.split_once('?').map_or("", |(_, query)| query) }
    }

    /// The return with a query string, with or without the `?` before it.
    #[must_use]
    pub fn from_query(query: &'a str) -> BuyerReturn<'a> {
        let query = without_fragment(query);
        BuyerReturn { query: query.strip_prefix('?').unwrap_or(query) }
    }

    /// The id of the Checkout Session to complete. `None` when the parameter is missing. A handler must expect
    /// `None`, because buyers have come back without the parameter after a successful update.
    ///
    /// # Errors
    ///
    /// [`BuyerReturnError::Repeated`] when the parameter is there more than once, even with one value.
    /// [`BuyerReturnError::Malformed`] when the value is empty or is no id of a Checkout Session.
    /// [`BuyerReturnError::TooLong`] when the query has more than 64 KiB.
    pub fn checkout_session_id(&self) -> Result<Option<CheckoutSessionId>, BuyerReturnError> {
        let text = self.parameter(SESSION_ID_PARAMETER)?;
        text.as_deref().map(CheckoutSessionId::try_from).transpose().map_err(BuyerReturnError::Malformed)
    }

    #[cfg(feature = "return-state")]
    pub(crate) fn has_parameter(&self, name: &str) -> bool {
        form_urlencoded::parse(self.query.as_bytes()).any(|(found, _)| found == name)
    }

    /// The value of the one parameter of that name.
    pub(crate) fn parameter(&self, name: &'static str) -> Result<Option<Cow<'a, str>>, BuyerReturnError> {
        if self.query.len() > MAX_QUERY {
            return Err(BuyerReturnError::TooLong { bytes: self.query.len() });
        }
        let mut values = form_urlencoded::parse(self.query.as_bytes())
            .filter_map(|(found, value)| (found == name).then_some(value));
        let first = values.next();
        match (&first, values.next()) {
            (Some(first), Some(second)) => {
                Err(BuyerReturnError::Repeated { parameter: name, same: *first == second })
            }
            _ => Ok(first),
        }
    }
}

// By hand, because a query may hold a state token and the shop's own data.
impl fmt::Debug for BuyerReturn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BuyerReturn").finish_non_exhaustive()
    }
}

fn without_fragment(text: &str) -> &str {
    text.split_once('#').map_or(text, |(before, _)| before)
}

/// The query of the return URL cannot be read. No error repeats any part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuyerReturnError {
    /// The query is longer than 64 KiB.
    #[error(
        "the query of the return URL has {bytes} bytes, and the limit is {MAX_QUERY}: refuse the request"
    )]
    TooLong {
        /// The length of the query in bytes.
        bytes: usize,
    },
    /// A parameter that may be there once is there several times.
    #[error(
        "the query parameter `{parameter}` is there more than once, {}: Amazon and this library write it once, so \
         refuse the request and send the buyer back to the start of the update",
        if *.same { "with the same value" } else { "with different values" }
    )]
    Repeated {
        /// The parameter's name.
        parameter: &'static str,
        /// Whether the first two values are the same.
        same: bool,
    },
    /// The value of `amazonCheckoutSessionId` is not the id of a Checkout Session.
    #[error("the query parameter `{SESSION_ID_PARAMETER}`: {0}")]
    Malformed(InvalidValue),
}

impl BuyerReturnError {
    /// The rule of the catalogue that is broken. `None` when no rule is about the error.
    #[must_use]
    pub const fn rule(&self) -> Option<Rule> {
        match self {
            BuyerReturnError::Malformed(invalid) => Some(invalid.rule()),
            BuyerReturnError::TooLong { .. } | BuyerReturnError::Repeated { .. } => None,
        }
    }
}
