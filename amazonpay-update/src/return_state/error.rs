//! Why a return does not belong to the update that was started. No error repeats any part of a token or a URL.

use super::parameter::STATE_PARAMETER;
use crate::session::BuyerReturnError;
use crate::value::InvalidValue;
use amazonpay_update_rules::url::SESSION_ID_PARAMETER;
use std::time::Duration;

/// A return, or its state token, is refused.
///
/// Complete nothing, and send the buyer back to the start of the update. Only after [`StateError::NoCheckoutSession`]
/// show the charge permission instead: buyers have come back without a session id although the update had succeeded.
/// [`verify_update`](crate::session::BuyerReturn::verify_update) says which permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// The return URL has no state token.
    #[error(
        "the return URL has no query parameter `{}`: put the token into the return URL of each update with \
         `append_to`, and refuse this return",
        STATE_PARAMETER
    )]
    NoToken,
    /// It has not the form of a token.
    #[error(
        "this is not a state token, which is three parts in base64url without padding, joined by dots: it was \
         cut off or changed on its way, or is something else; refuse this return"
    )]
    NotAToken,
    /// A token of another kind: its header names another algorithm.
    #[error(
        "the token's algorithm is {found}, and a state token has ES256 and nothing else: refuse this return"
    )]
    OtherAlgorithm {
        /// Its name, if it is one that RFC 7518 or RFC 8037 has.
        found: &'static str,
    },
    /// The header names ES256, but is not the one of a state token.
    #[error(
        "the token's header is not exactly `{{\"alg\":\"ES256\",\"kid\":\"...\"}}`, as this library writes it: refuse \
         this return"
    )]
    OtherHeader,
    /// It names a key that is not among those given.
    #[error(
        "the token names a key that is not among those given: refuse this return, and if many are refused, give the \
         public half of every key whose tokens may still come back, the one before a change of keys too"
    )]
    UnknownKey,
    /// It was changed: the key it names did not sign it.
    #[error("the token's signature does not match, so the token was changed or made up: refuse this return")]
    WrongSignature,
    /// It is signed, but with claims that this library does not write.
    #[error(
        "the token is signed, but its claims are not those of a state token: use a key that signs nothing else, and \
         refuse this return"
    )]
    Unreadable,
    /// The token is good, and no update was given that it could be of.
    #[error(
        "the shop remembers no update that this buyer has started: refuse this return, and if all are refused, see that \
         the cookie of the buyer's session comes along on the way back from Amazon, with `SameSite=Lax`"
    )]
    NothingStarted,
    /// The update of another charge permission.
    #[error(
        "the token is of the update of another charge permission than the one expected: refuse this return, for the \
         buyer may have followed somebody else's link"
    )]
    OtherChargePermission,
    /// The update of another store.
    #[error("the token is of an update of another store than the one expected: refuse this return")]
    OtherStore,
    /// An update with another product type.
    #[error("the token is of an update with another product type than the one expected: refuse this return")]
    OtherProductType,
    /// It was good once.
    #[error("the token expired {} seconds ago: send the buyer back to the start of the update", ago.as_secs())]
    Expired {
        /// How long ago.
        ago: Duration,
    },
    /// The state is good, but there is no Checkout Session to complete.
    #[error(
        "the return URL has no query parameter `{SESSION_ID_PARAMETER}`, so there is nothing to complete: ask for the \
         charge permission that `verify_update` names, and show the buyer what it holds"
    )]
    NoCheckoutSession,
    /// The token may be good, but the query cannot be read.
    #[error(transparent)]
    Return(#[from] BuyerReturnError),
}

/// The token cannot be put into a return URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AppendStateError {
    /// The parameter is taken.
    #[error(
        "the return URL has the query parameter `{}` already: give the URL without it, once for each update",
        STATE_PARAMETER
    )]
    AlreadyThere,
    /// What came out breaks a rule of return URLs.
    #[error(transparent)]
    InvalidUrl(#[from] InvalidValue),
}
