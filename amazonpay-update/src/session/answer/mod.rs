//! Amazon Pay's answers as types.
//!
//! `null` counts as absent. A member or value that this crate does not know is kept. A member of another type than
//! documented is kept among the unknown members. Such a member is an error only when the next step depends on it.

mod charge_permission;
mod checkout_session;
mod error;
mod json;
mod object;
mod parts;
mod read;
mod reason_code;
mod refused_key;
mod signature;
mod timestamp;

pub use charge_permission::{
    ChargePermission, ChargePermissionReason, ChargePermissionState, ChargePermissionStatus,
    ChargePermissionStatusReason, Limits,
};
pub use checkout_session::{
    CheckoutSession, CheckoutSessionReason, CheckoutSessionState, CheckoutSessionStatus, Constraint,
};
pub use error::{AnswerError, AnswerProblem, ApiError, UnreadableAnswer};
pub use parts::{Address, Buyer, PaymentMethodOnFileMetadata, PaymentPreference, Price};
#[cfg(feature = "client")]
pub(crate) use read::request_id;
pub use reason_code::ReasonCode;
pub use refused_key::refuses_public_key;
pub use timestamp::{InvalidTimestamp, Timestamp};
