//! Mistakes that only the shop's operator can put right.

use super::signature::SignatureRefusal;

/// A mistake in the shop's configuration or request, and how to correct it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misconfiguration {
    /// The signature is refused.
    #[error(transparent)]
    Signature(#[from] SignatureRefusal),
    /// The public key id is not known.
    #[error(
        "Amazon Pay does not know the public key id: take the one that Seller Central shows for this key, in the \
         region and the environment (Sandbox or Live) that the request goes to"
    )]
    PublicKeyId,
    /// The authorization token of a delegated call is refused.
    #[error(
        "Amazon Pay refuses the authorization token: send the one the merchant gave to this solution provider in \
         `x-amz-pay-authtoken`, or none when the merchant's own key signs"
    )]
    AuthorizationToken,
    /// The merchant's account is not active.
    #[error("the merchant's account is not active: see in Seller Central what it still needs")]
    AccountStatus,
    /// The object belongs to another account.
    #[error(
        "the account may not see this Checkout Session, which belongs to another one: use the merchant, key, public \
         key id, region and environment that the payload was signed with; a session id that the buyer made up ends here \
         too"
    )]
    OtherAccount,
    /// The connection's TLS version is too old.
    #[error("the connection's TLS is too old: use version 1.2 or newer")]
    TlsVersion,
    /// An idempotency key was used for different requests.
    #[error("the idempotency key was used before, for another request: make a new key for each session")]
    IdempotencyKey,
    /// The request itself is wrong.
    #[error(
        "the request is wrong in itself and fares no better when repeated: change what Amazon's message names; where \
         that is `x-amz-pay-date`, set the system's clock"
    )]
    Request,
    /// Something other than Amazon Pay's API answered.
    #[error(
        "this is no answer of Amazon Pay's API: send the request to the API host of the region, and look for a proxy \
         or firewall on the way"
    )]
    NotAmazonPay,
    /// Amazon Pay refuses the request for a reason this crate does not know.
    #[error(
        "Amazon Pay refuses the request for a reason this crate does not know: do what Amazon's message says, or give \
         the request id to Amazon Pay's support"
    )]
    Unexplained,
}
