//! The return leg: complete the Checkout Session when the buyer is back, and know what to do next.

mod buyer_return;
mod canonical_request;
#[cfg(feature = "client")]
mod client;
mod encode;
mod idempotency_key;
mod request;
mod signer;
#[doc(hidden)]
pub mod testing;

pub use buyer_return::{BuyerReturn, BuyerReturnError};
pub use canonical_request::string_to_sign_of;
#[cfg(feature = "client")]
pub use client::{Client, ClientBuilder, ClientError, SendError, StandIn};
pub use idempotency_key::{IdempotencyKey, InvalidIdempotencyKey};
pub use request::{ApiRequest, InvalidRequest};
pub use signer::{RequestSigner, RequestToSign};
