//! The sentence for a buyer whose return is refused.

use super::error::StateError;
use crate::region::{Language, Region};
use crate::session::buyer_message::{BEING_CHECKED, EXPIRED, FAILED, said};

impl StateError {
    /// A message for the buyer whose return is refused, as plain text, in the language that
    /// [`NextStep::buyer_message`](crate::session::NextStep::buyer_message) chooses.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::region::Language;
    /// use amazonpay_update::return_state::StateError;
    /// use amazonpay_update::{Region, Us};
    ///
    /// let language = Language::first_of(Us);
    /// assert_eq!(
    ///     StateError::NoToken.buyer_message(&language),
    ///     "Your address or payment method could not be updated. Please try again.",
    /// );
    /// ```
    #[must_use]
    pub fn buyer_message<R: Region>(&self, language: &Language<R>) -> &'static str {
        let message = match self {
            // The update may have succeeded.
            StateError::NoCheckoutSession => &BEING_CHECKED,
            StateError::Expired { .. } => &EXPIRED,
            _ => &FAILED,
        };
        said(message, language)
    }
}
