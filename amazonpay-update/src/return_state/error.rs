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
    /// The parameter does not have the form of a token.
    #[error(
        "this is not a state token, which has three parts in base64url without padding, joined by dots: refuse this \
         return; the token was cut off or changed on its way, or is another text"
    )]
    NotAToken,
    /// The token's header names another algorithm.
    #[error("the token's algorithm is {found}, and a state token always has ES256: refuse this return")]
    OtherAlgorithm {
        /// The algorithm's name, if RFC 7518 or RFC 8037 has it.
        found: &'static str,
    },
    /// The header names ES256, but is not a state token's header.
    #[error(
        "the token's header is not exactly `{{\"alg\":\"ES256\",\"kid\":\"...\"}}`, as this library writes it: \
         refuse this return"
    )]
    OtherHeader,
    /// The token names a key that was not given.
    #[error(
        "the token names a key that was not given: refuse this return; if many returns are refused, give the public \
         half of every key whose tokens may still come back, also of the key before a change of keys"
    )]
    UnknownKey,
    /// The signature does not verify with the key that the token names.
    #[error("the token's signature does not match, so the token was changed or made up: refuse this return")]
    WrongSignature,
    /// The signature verifies, but this library does not write such claims.
    #[error(
        "the token is signed, but its claims are not the claims of a state token: refuse this return, and use a key \
         that signs nothing else"
    )]
    Unreadable,
    /// The token verifies, but no update was given.
    #[error(
        "the shop remembers no update that this buyer has started: refuse this return; if all returns are refused, \
         check that the browser sends the session's cookie on the way back from Amazon, with `SameSite=Lax`"
    )]
    NothingStarted,
    /// The token belongs to an update of another charge permission.
    #[error(
        "the token belongs to an update of another charge permission than expected: refuse this return, because the \
         buyer may have followed another person's link"
    )]
    OtherChargePermission,
    /// The token belongs to an update of another store.
    #[error("the token belongs to an update of another store than expected: refuse this return")]
    OtherStore,
    /// The token belongs to an update with another product type.
    #[error("the token belongs to an update with another product type than expected: refuse this return")]
    OtherProductType,
    /// The token has expired.
    #[error(
        "the token expired {} seconds ago: send the buyer back to the start of the update",
        ago.as_secs()
    )]
    Expired {
        /// How long ago the token expired.
        ago: Duration,
    },
    /// The state token is valid, but there is no Checkout Session to complete.
    #[error(
        "the return URL has no query parameter `{SESSION_ID_PARAMETER}`, so there is nothing to complete: get the \
         charge permission that `verify_update` names, and show the buyer its details"
    )]
    NoCheckoutSession,
    /// The query cannot be read.
    #[error(transparent)]
    Return(#[from] BuyerReturnError),
}

/// The token cannot be put into a return URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AppendStateError {
    /// The URL already has the parameter.
    #[error(
        "the return URL already has the query parameter `{}`: give the URL without it, once for each update",
        STATE_PARAMETER
    )]
    AlreadyThere,
    /// The URL with the token breaks a rule of return URLs.
    #[error(transparent)]
    InvalidUrl(#[from] InvalidValue),
}
