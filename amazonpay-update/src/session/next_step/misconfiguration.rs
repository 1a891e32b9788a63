//! Mistakes that only the shop's operator can correct.

use super::signature::SignatureRefusal;

/// A mistake in the shop's configuration or request, and how to correct it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misconfiguration {
    /// Amazon Pay refuses the signature.
    #[error(transparent)]
    Signature(#[from] SignatureRefusal),
    /// Amazon Pay does not know the public key id.
    #[error(
        "Amazon Pay does not know the public key id: use the id that Seller Central shows for this key, in the \
         region and the environment (Sandbox or Live) of the request"
    )]
    PublicKeyId,
    /// Amazon Pay refuses the authorization token of a delegated call.
    #[error(
        "Amazon Pay refuses the authorization token: send the token that the merchant gave to this solution provider \
         in `x-amz-pay-authtoken`, or leave the header out if the merchant's own key signs"
    )]
    AuthorizationToken,
    /// The merchant's account is not active.
    #[error("the merchant's account is not active: look in Seller Central for what the account still needs")]
    AccountStatus,
    /// The object belongs to another account.
    #[error(
        "the Checkout Session belongs to another account: use the merchant, key, public key id, region and \
         environment that the payload was signed with; a session id that the buyer made up gives this error too"
    )]
    OtherAccount,
    /// The connection's TLS version is too old.
    #[error("the connection's TLS is too old: use version 1.2 or newer")]
    TlsVersion,
    /// The idempotency key was used for a different request before.
    #[error("the idempotency key was used before, for another request: make a new key for each session")]
    IdempotencyKey,
    /// The request is not valid.
    #[error(
        "the request is not valid, and repeating it does not help: change the part that Amazon's message names; if \
         that is `x-amz-pay-date`, set the system's clock"
    )]
    Request,
    /// Something other than Amazon Pay's API answered.
    #[error(
        "the answer does not come from Amazon Pay's API: send the request to the API host of the region, and look \
         for a proxy or firewall on the way"
    )]
    NotAmazonPay,
    /// Amazon Pay refuses the request for a reason that this crate does not know.
    #[error(
        "Amazon Pay refuses the request for a reason that this crate does not know: do what Amazon's message says, \
         or give the request id to Amazon Pay's support"
    )]
    Unexplained,
}
