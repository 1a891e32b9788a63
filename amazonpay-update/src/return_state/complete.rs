//! A verified return, completed by a client.

use super::verified::VerifiedReturn;
use crate::session::{Client, NextStep, SignRequest};
use std::pin::Pin;

impl<S: SignRequest> Client<S> {
    /// Completes the Checkout Session of a verified return, and says what the shop does next.
    ///
    /// What is completed is held against the update that was started: session, environment, charge permission and
    /// store. One that is somebody else's is never [`NextStep::Updated`] or [`NextStep::AlreadyCompleted`], but
    /// [`StartAgainReason::OtherUpdate`](crate::session::StartAgainReason::OtherUpdate).
    ///
    /// [`NextStep::AlreadyCompleted`] is a completed session of this permission, and perhaps of an older update or of
    /// the checkout that made the permission: a buyer can put such a session's id beside a token of their own. Ask for
    /// the Charge Permission before you act on it.
    ///
    /// A session that is completed stays so: after a crash, in a second tab, or when the page is loaded again, call
    /// it again. The deadline is that of
    /// [`Client::complete_expected`](crate::session::Client::complete_expected).
    ///
    /// # Errors
    ///
    /// The signer's error, if nothing was sent: [`SignError`](crate::signing::SignError) from a
    /// [`RequestSigner`](crate::session::RequestSigner). Whatever the network and Amazon Pay do is a [`NextStep`].
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

/// The future of [`Client::complete_return`]. It is boxed so that its type does not depend on the argument. A return
/// that is not verified then makes one error, and not one more at each `.await`.
pub type CompleteReturnFuture<'a, S> =
    Pin<Box<dyn Future<Output = Result<NextStep, <S as SignRequest>::Error>> + Send + 'a>>;

/// A [`VerifiedReturn`], as opposed to a [`BuyerReturn`](crate::session::BuyerReturn) or a session id. Anybody can
/// write those two.
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
