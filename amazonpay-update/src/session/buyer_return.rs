//! What the buyer brings back in the query of the return URL.

use crate::value::{CheckoutSessionId, InvalidValue};
use amazonpay_update_rules::Rule;
use amazonpay_update_rules::url::SESSION_ID_PARAMETER;
use std::borrow::Cow;
use std::fmt;

/// The longest query that is read, in bytes; common servers pass on no longer one.
const MAX_QUERY: usize = 65_536;

/// The return of a buyer to `checkoutResultReturnUrl`. Amazon has appended the query parameter
/// `amazonCheckoutSessionId`.
///
/// Names and values are decoded as `application/x-www-form-urlencoded`: `+` is a blank, and `%61` is `a`, in names as
/// well. The shop's own parameters are ignored.
///
/// The buyer can write anything into the address bar. So an id from here proves nothing until Amazon's API has
/// answered. With a state token (feature `return-state`), `verify_state` and `Client::complete_return` tell whether
/// the id belongs to an update that this buyer started.
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
    /// The return to a URL, absolute or as a server gets it (`/merchant-result-page?...`). A fragment
    /// does not count, and without a query there are no parameters.
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

    /// The id of the Checkout Session to complete; `None` when the parameter is not there, which a
    /// handler must expect: buyers have come back without it though all had gone well.
    ///
    /// # Errors
    ///
    /// [`BuyerReturnError::Repeated`] when the parameter stands there more than once, be it with the same
    /// value, and [`BuyerReturnError::Malformed`] when its value is no such id, the empty one included.
    /// [`BuyerReturnError::TooLong`] when the query has more than 64 KiB.
    pub fn checkout_session_id(&self) -> Result<Option<CheckoutSessionId>, BuyerReturnError> {
        let text = self.parameter(SESSION_ID_PARAMETER)?;
        Ok(text.as_deref().map(CheckoutSessionId::try_from).transpose()?)
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

// By hand: a query may hold a state token, and what is the shop's own.
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
        "the query of the return URL has {bytes} bytes, and at most {MAX_QUERY} are read: refuse the request"
    )]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// A parameter that can be there once only is there again.
    #[error(
        "the query parameter `{parameter}` is there more than once, {}: Amazon and this library each write it \
         once, so refuse the request and send the buyer back to the start of the update",
        if *.same { "with the same value" } else { "with different values" }
    )]
    Repeated {
        /// Its name.
        parameter: &'static str,
        /// Whether the first two values are the same.
        same: bool,
    },
    /// The value of `amazonCheckoutSessionId` is not the id of a Checkout Session.
    #[error("the query parameter `{SESSION_ID_PARAMETER}`: {0}")]
    Malformed(#[from] InvalidValue),
}

impl BuyerReturnError {
    /// The rule of the catalogue that is broken, where there is one.
    #[must_use]
    pub const fn rule(&self) -> Option<Rule> {
        match self {
            BuyerReturnError::Malformed(invalid) => Some(invalid.rule()),
            BuyerReturnError::TooLong { .. } | BuyerReturnError::Repeated { .. } => None,
        }
    }
}
