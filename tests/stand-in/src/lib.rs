//! `amazon-pay-stand-in`: a server on this machine that stands in for Amazon Pay, to test a shop against. It is not
//! Amazon's, and it sends nothing to Amazon.
//!
//! | part | what it does | from Rust | from any language |
//! |---|---|---|---|
//! | the API, with TLS under Amazon's names | verifies signatures, headers, dates, paths and idempotency keys, and answers as Amazon Pay does | [`StandIn::address`], [`StandIn::ca_pem`] | `api`, `ca_pem` |
//! | `checkout.js` and the hosted update page, in plain http | verifies what a button posts, and lets the buyer choose | [`StandIn::checkout_js`]; without a browser [`StandIn::open`] and [`StandIn::visit`] | `checkout_js` |
//! | notifications | signs and delivers as SNS does, or forges | [`StandIn::notify`] | `/notifications` |
//! | state, in memory | sessions, Charge Permissions, charges, a buyer with cards and addresses, a clock | [`StandIn::session`], [`StandIn::charge_permission`], [`StandIn::advance_clock`], [`StandIn::reset`] | [`control_interface`] |
//! | faults | drops, delays, cuts off, repeats | [`Script`], [`Fault`] | `/faults` |
//!
//! It shares no code with the library `amazonpay-update`: it verifies with the `rsa` crate and with rules written
//! from Amazon's documents. The feature `amazonpay-update` adds an account, a client and a verifier of that library,
//! made for a stand-in. If Amazon documents nothing, [`assumptions`] lists the assumptions.
//!
//! # Testing a shop
//!
//! The guide [Testing your shop](https://docs.rs/amazonpay-update/latest/amazonpay_update/guide/testing/) has a shop
//! and its tests. In short:
//!
//! ```
//! # #[cfg(feature = "amazonpay-update")] mod shop {
//! use amazonpay_update::session::{BuyerReturn, Client, ExpectedUpdate, NextStep};
//! use amazonpay_update::{Account, PayOnly, PaymentMethodOnFile, Update, Us};
//! use amazonpay_update::{charge_permission_id, return_url, store_id};
//! use amazonpay_update_stand_in::{Card, ChargePermission, Outcome, PermissionState, Region, Setup, StandIn};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # pub async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let stand_in = StandIn::start(Setup::with_new_key(Region::Us)).await?;
//! let account: Account<Us> = stand_in.account()?;
//! let client: Client = stand_in.client(&account)?;
//! let (store, wallet) = (
//!     store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
//!     charge_permission_id!("C01-0000000-0000000"),
//! );
//! let lapsed = PermissionState::NonChargeable(vec!["PaymentMethodExpired".to_owned()]);
//! stand_in.charge_permission(ChargePermission::new(wallet.as_str(), lapsed));
//!
//! // The shop shows a button, and the buyer chooses another card on the page.
//! let update = Update::builder()
//!     .store_id(store.clone())
//!     .charge_permission_id(wallet.clone())
//!     .charge_permission_type(PaymentMethodOnFile)
//!     .product_type(PayOnly)
//!     .checkout_result_return_url(return_url!("https://shop.example/updated"))
//!     .build();
//! stand_in.prepare(Outcome::ChangeCard(Card::MASTERCARD));
//! let back = stand_in.visit(&account.sign(&update)?.button().options())?.expect("the buyer comes back");
//!
//! // The shop completes the update.
//! let session = BuyerReturn::from_url(back.url()).checkout_session_id()?.expect("a session");
//! let step = client.complete_expected(&session, &ExpectedUpdate::new(store, wallet)).await?;
//! assert!(matches!(step, NextStep::Updated(_)));
//! # Ok(())
//! # }
//! # }
//! # #[cfg(feature = "amazonpay-update")]
//! # shop::run().unwrap();
//! ```
//!
//! # A client under attack
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

mod accept;
mod addresses;
mod api;
mod clock;
mod control;
mod faults;
mod handles;
mod json;
#[cfg(feature = "amazonpay-update")]
mod library;
mod loopback;
mod merchant_key;
mod notifications;
mod page;
mod record;
mod refused;
mod region;
mod return_origins;
mod setup;
mod shared;
mod shown;
mod stand_in;
mod start_error;
mod visit;
mod whereabouts;
mod world;

/// For the program of this package alone.
#[doc(hidden)]
pub mod __private {
    pub use crate::shown::{holds_pem, may_be_shown, shown};
}

#[doc = include_str!("../docs/control.md")]
pub mod control_interface {}

#[doc = include_str!("../docs/assumptions.md")]
pub mod assumptions {}

pub use faults::{Fault, RetryAfter, Script, When};
pub use handles::{PermissionHandle, SessionHandle};
#[cfg(feature = "amazonpay-update")]
pub use library::LibraryError;
pub use notifications::{
    Attempt, DeliverError, Delivery, Forgery, InvalidIpnUrl, NoAnswer, Notification, NotificationHandle,
    SignatureVersion,
};
pub use record::Record;
pub use refused::Refused;
pub use region::{Environment, Region};
pub use setup::{DEFAULT_MERCHANT_ID, Setup};
pub use stand_in::StandIn;
pub use start_error::StartError;
pub use visit::{ReturnTo, Visit, VisitError};
pub use whereabouts::Whereabouts;
pub use world::{
    Address, Buyer, CancelReason, Card, CardOutcome, Charge, ChargePermission, ChargeState, CheckoutSession,
    NotAllowed, Outcome, PermissionState, SessionState,
};
