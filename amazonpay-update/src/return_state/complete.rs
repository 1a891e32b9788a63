//! A verified return, completed by a client.

use super::verified::VerifiedReturn;
use crate::session::{Client, NextStep, SignRequest};
use std::pin::Pin;

impl<S: SignRequest> Client<S> {
    /// Completes the Checkout Session of a verified return, and says what the shop does next.
    ///
    /// The client compares session, environment, charge permission and store with the update that was started. A
    /// session of another update gives
    /// [`StartAgainReason::OtherUpdate`](crate::session::StartAgainReason::OtherUpdate), never [`NextStep::Updated`]
    /// or [`NextStep::AlreadyCompleted`].
    ///
    /// [`NextStep::AlreadyCompleted`] is a completed session of this permission. It may belong to an older update or
    /// to the checkout that made the permission, because a buyer can put such a session's id beside their own token.
    /// Read the Charge Permission before you act on it.
    ///
    /// A completed session stays completed, so call this function again after a crash, in a second tab, or when the
    /// page is loaded again. The deadline is the same as for
    /// [`Client::complete_expected`](crate::session::Client::complete_expected).
    ///
    /// # Errors
    ///
    /// The signer's error, if nothing was sent: [`SignError`](crate::signing::SignError) from a
    /// [`RequestSigner`](crate::session::RequestSigner). Failures of the network and of Amazon Pay are a
    /// [`NextStep`], not an error.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use amazonpay_update::Us;
    /// use amazonpay_update::region::Language;
    /// use amazonpay_update::return_state::{StateError, StateVerifyingKey, UpdateState};
    /// use amazonpay_update::session::{BuyerReturn, Client};
    ///
    /// async fn buyer_is_back(
    ///     client: &Client,
    ///     keys: &[StateVerifyingKey],
    ///     started: &[UpdateState], // what the buyer's session with the shop remembers
    ///     url: &str,
    ///     language: &Language<Us>,
    /// ) -> Result<String, Box<dyn std::error::Error>> {
    ///     let verified = match BuyerReturn::from_url(url).verify_state(keys, started) {
    ///         Ok(verified) => verified,
    ///         Err(StateError::NoCheckoutSession) => return Ok("Here is your account.".to_owned()),
    ///         Err(refused) => {
    ///             eprintln!("{refused}");
    ///             return Ok("Please start the update again.".to_owned());
    ///         }
    ///     };
    ///     let step = client.complete_return(&verified).await?;
    ///     Ok(step.buyer_message(language).to_owned())
    /// }
    /// ```
    pub fn complete_return<V: ReturnIsVerified>(&self, verified: V) -> CompleteReturnFuture<'_, S> {
        let verified = verified.into_verified();
        Box::pin(
            async move { self.complete_expected(verified.checkout_session_id(), verified.expected()).await },
        )
    }
}

/// The future of [`Client::complete_return`]. It is boxed so that its type does not depend on the argument. An
/// unverified return then causes one compile error, and not another at each `.await`.
pub type CompleteReturnFuture<'a, S> =
    Pin<Box<dyn Future<Output = Result<NextStep, <S as SignRequest>::Error>> + Send + 'a>>;

/// A [`VerifiedReturn`], as opposed to a [`BuyerReturn`](crate::session::BuyerReturn) or a session id. Anybody can
/// write these.
#[amazonpay_update_derive::refuses(return_is_verified, label = "this is `{Self}`")]
pub trait ReturnIsVerified: sealed::Sealed {
    #[doc(hidden)]
    fn into_verified(self) -> VerifiedReturn;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::VerifiedReturn {}
    impl Sealed for &super::VerifiedReturn {}
}

#[diagnostic::do_not_recommend]
impl ReturnIsVerified for VerifiedReturn {
    fn into_verified(self) -> VerifiedReturn {
        self
    }
}

#[diagnostic::do_not_recommend]
impl ReturnIsVerified for &VerifiedReturn {
    fn into_verified(self) -> VerifiedReturn {
        self.clone()
    }
}
