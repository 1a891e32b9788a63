//! `amazon-pay-stand-in`: an HTTPS server on this machine that stands in for Amazon Pay's API, for
//! tests and for shops on show. It is not Amazon's, and nothing it does reaches Amazon.
//!
//! It verifies what Amazon Pay verifies, with code of its own: the signature (with the `rsa` crate), the
//! headers, the date, the path, the idempotency key. It answers in Amazon Pay's form, and remembers what it
//! received. And it misbehaves: for each session a [`Script`] says which request meets which [`Fault`].
//!
//! It knows Complete Checkout Session, Get Checkout Session and Get Charge Permission.
//!
//! Its page stands in for Amazon's update page: [`StandIn::checkout_js`] is the script for a shop's page, and
//! [`StandIn::open`] and [`StandIn::visit`] are a buyer's visit without a browser.
//!
//! Where Amazon documents nothing, these are assumptions: the tolerance of five minutes for the date, and
//! which of several things that are wrong with a request is answered first; that the first answer is
//! kept for the idempotency key once a request reached its session, whatever the answer was, and
//! neither when it was refused nor when it was lost before; that the body of Complete Checkout Session must
//! be an empty object.
//!
//! # Examples
//!
//! ```no_run
//! use amazonpay_update_stand_in::{CheckoutSession, Fault, Region, Script, SessionState, Setup, StandIn, When};
//!
//! # async fn run(public_key_pem: String) -> Result<(), Box<dyn std::error::Error>> {
//! let setup = Setup::new(Region::Us, "SANDBOX-AEXAMPLEKEYID", public_key_pem);
//! let stand_in = StandIn::start(setup).await?;
//!
//! // Trusts the stand-in's certificate and finds it under Amazon's name.
//! let client = reqwest::Client::builder()
//!     .add_root_certificate(reqwest::Certificate::from_pem(stand_in.ca_pem().as_bytes())?)
//!     .resolve("pay-api.amazon.com", stand_in.address())
//!     .build()?;
//!
//! // The effect is taken, and the client does not hear of it.
//! let session = stand_in.session(
//!     CheckoutSession::new("acf951ea-32ee-4dea-916b-2caa9b218e4a", SessionState::Confirmed)
//!         .guarded_by_key_alone()
//!         .script(Script::first([Fault::Drop(When::AfterProcessing)])),
//! );
//!
//! // ... the client completes the session, and tries again ...
//! # drop(client);
//!
//! assert_eq!(session.completions(), 1);
//! let records = session.records();
//! assert_eq!(records.len(), 2);
//! assert!(records.iter().all(|record| record.signature_is_good));
//! assert_eq!(records[0].idempotency_key, records[1].idempotency_key);
//! assert_eq!(stand_in.trap_visits(), 0);
//! # Ok(())
//! # }
//! ```

mod api;
mod clock;
mod control;
mod faults;
mod json;
mod loopback;
mod notifications;
mod page;
mod record;
mod refused;
mod region;
mod return_origins;
mod setup;
mod shared;
mod stand_in;
mod visit;
mod world;

pub use faults::{Fault, RetryAfter, Script, When};
pub use record::Record;
pub use refused::Refused;
pub use region::{Environment, Region};
pub use setup::{DEFAULT_MERCHANT_ID, Setup, StartError};
pub use stand_in::{PermissionHandle, SessionHandle, StandIn};
pub use visit::{ReturnTo, Visit, VisitError};
pub use world::{
    Address, Buyer, CancelReason, Card, CardOutcome, ChargePermission, CheckoutSession, NotAllowed, Outcome,
    PermissionState, SessionState,
};
