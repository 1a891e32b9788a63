//! The token, and its way into the return URL.

use super::error::AppendStateError;
use super::parameter::STATE_PARAMETER;
use crate::session::BuyerReturn;
use crate::value::ReturnUrl;
use std::fmt;

/// A state token, made by [`StateKey::token`](super::StateKey::token).
///
/// With a store id of up to 64 letters and digits, a token has fewer than 320 characters. A URL encodes none of them.
#[derive(Clone, PartialEq, Eq)]
pub struct StateToken(String);

impl StateToken {
    pub(super) fn new(text: String) -> StateToken {
        StateToken(text)
    }

    /// The token itself, a JWS in compact serialization.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The return URL with the token as the query parameter `amazonPayUpdateState`, after the URL's own parameters.
    ///
    /// [`BuyerReturn::verify_state`] reads the token from this parameter.
    ///
    /// # Errors
    ///
    /// [`AppendStateError::AlreadyThere`] when the URL already has this parameter, and
    /// [`AppendStateError::InvalidUrl`] when the URL with the token breaks a rule of return URLs.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::return_state::{StateKey, UpdateState};
    /// use amazonpay_update::{PayOnly, charge_permission_id, return_url, store_id};
    ///
    /// let key = StateKey::from_pem_file("state.pem")?;
    /// let state = UpdateState::new(
    ///     store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
    ///     charge_permission_id!("B01-0000000-0000000"),
    ///     PayOnly,
    /// );
    /// let return_url = key.token(&state).append_to(&return_url!("https://a.com/result?order=7"))?;
    /// assert!(return_url.as_str().starts_with("https://a.com/result?order=7&amazonPayUpdateState=ey"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn append_to(&self, url: &ReturnUrl) -> Result<ReturnUrl, AppendStateError> {
        let url = url.as_str();
        if BuyerReturn::from_url(url).has_parameter(STATE_PARAMETER) {
            return Err(AppendStateError::AlreadyThere);
        }
        let separator = match url.split_once('?') {
            None => "?",
            Some((_, "")) => "",
            Some((_, query)) if query.ends_with('&') => "",
            Some(_) => "&",
        };
        Ok(ReturnUrl::try_from(format!("{url}{separator}{STATE_PARAMETER}={}", self.0))?)
    }
}

// By hand, because anybody who has the token can return with it.
impl fmt::Debug for StateToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StateToken").finish_non_exhaustive()
    }
}
