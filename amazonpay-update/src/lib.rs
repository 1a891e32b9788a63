//! Typed, canonical and signed payloads for Amazon Pay's hosted update page.
//!
//! A shop that keeps a buyer's Saved Wallet charge permission can send the buyer to Amazon's page to change the
//! payment method or the address. The shop builds a Create Checkout Session payload, signs it, and passes payload and
//! signature to `amazon.Pay.initCheckout`. In this crate, a payload that breaks Amazon's documented schema does not
//! compile. The text that was signed is the text that the page gets.
//!
//! ```no_run
//! use amazonpay_update::{
//!     Account, Environment, PayOnly, PaymentMethodOnFile, SigningKey, Update, Us, merchant_id,
//!     public_key_id, return_url, store_id,
//! };
//!
//! let update = Update::builder()
//!     .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
//!     .charge_permission_id("C01-0000000-0000000".parse()?) // checked when it arrives
//!     .charge_permission_type(PaymentMethodOnFile)
//!     .product_type(PayOnly)
//!     .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
//!     .build(); // exists only once everything required is there
//!
//! let account = Account::<Us>::new(
//!     merchant_id!("A3LVSV45M75151"),
//!     public_key_id!("SANDBOX-AEXAMPLEKEYID"),
//!     SigningKey::from_pem_file("private.pem")?,
//!     Environment::Sandbox,
//! )?;
//! let signed = account.sign(&update)?;
//! println!("{}", signed.button().to_json()); // what the click passes to `amazon.Pay.initCheckout`
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # From a value to a signed button
//!
//! | from | by | to |
//! |---|---|---|
//! | values: [`StoreId`], [`ReturnUrl`], [`DeliverySpecifications`] and others | a builder: [`Update::builder`], or the builder of your own struct with [`#[derive(UpdatePayload)]`](derive@UpdatePayload) | a payload |
//! | JSON | [`update_payload!`] while compiling, [`CheckedPayload::check_for`] at run time | a payload |
//! | a payload | [`Account::sign`], or [`SigningKey::sign`] | [`Signed`], or [`SignedPayload`](signing::SignedPayload) |
//! | [`Signed`] | [`Signed::button`] | [`Button`]: what the page gets |
//!
//! # The flow
//!
#![doc = include_str!("../docs/flow.svg")]
//!
//! # Step by step
//!
//! | step | module | guide |
//! |---|---|---|
//! | **build** a payload from values, structs or JSON | [`payload`]; [`rules`] has every rule, by member and by mistake | [the derive](derive@UpdatePayload) |
//! | **sign** it for an account | [`account`], [`signing`], [`region`]; [`config`] and [`doctor`] for an account from configuration | [configuration](guide::configuration) |
//! | **show** the button | [`button`] | [the page](guide::page) |
//! | the buyer **returns** | `session`, and `return_state` for a token in the return URL | `guide::buyer_return` |
//! | Amazon Pay **notifies** of later changes | `ipn` | `guide::notifications` |
//! | **test** it without Amazon | the package `amazonpay-update-stand-in` | [testing](guide::testing) |
//! | go **live** | | [production](guide::production) |
//!
//! # The buyer is back
//!
//! The update takes effect when the shop completes the Checkout Session whose id the buyer brings back. With the
//! features `client` and `return-state`, the shop tells the buyer of success only for an update that this buyer
//! started:
//!
//! ```
//! # #[cfg(all(feature = "client", feature = "return-state"))]
//! # mod back {
//! use amazonpay_update::Us;
//! use amazonpay_update::region::Language;
//! use amazonpay_update::return_state::{StateVerifyingKey, UpdateState};
//! use amazonpay_update::session::{BuyerReturn, Client, NextStep};
//!
//! async fn buyer_is_back(
//!     client: &Client,
//!     keys: &[StateVerifyingKey],
//!     started: &[UpdateState], // what the shop remembers for this buyer
//!     url: &str,
//!     language: &Language<Us>,
//! ) -> Result<String, Box<dyn std::error::Error>> {
//!     let verified = BuyerReturn::from_url(url).verify_state(keys, started)?;
//!     let step = client.complete_return(&verified).await?;
//!     if let NextStep::FixConfiguration { problem, error, .. } = &step {
//!         eprintln!("{problem} ({error})"); // for the operator
//!     }
//!     Ok(step.buyer_message(language).to_owned()) // for example "Your details have been updated."
//! }
//! # }
//! ```
//!
//! # Features
//!
//! | feature | |
//! |---|---|
//! | `aws-lc-rs` (default) | signs with AWS-LC; needs a C compiler to build |
//! | `rsa` | signs in Rust alone, several times slower. With `default-features = false, features = ["html", "rsa", "session"]` the build needs no C compiler. With both backends, [`active_backend`](signing::active_backend) says which one signs |
//! | `html` (default) | the button as HTML |
//! | `session` (default) | the module `session`: requests, answers, next steps |
//! | `return-state` | the module `return_state`: the token in the return URL |
//! | `client` | sends the requests of `session`, with `reqwest`; needs a C compiler to build |
//! | `ipn` | the module `ipn`: verifies notifications |
//! | `ipn-fetch` | fetches the certificates of notifications, with `reqwest`; needs a C compiler to build |
//! | `axum` | an extractor of notifications for `axum` |
//! | `toml` | `AccountConfig::from_toml` |
//! | `cli` | the [command-line tool](guide::command_line) `amazonpay-update` |

#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
pub mod __private;
pub mod account;
mod bounded_cache;
pub mod button;
mod canonical;
pub mod config;
mod conversions;
pub mod doctor;
mod environment;
pub mod guide;
#[cfg(any(feature = "client", feature = "ipn-fetch"))]
mod http_client;
#[cfg(feature = "ipn")]
pub mod ipn;
mod json;
#[cfg(feature = "session")]
mod open_enum;
pub mod payload;
pub mod region;
#[cfg(feature = "return-state")]
pub mod return_state;
pub mod rules;
#[cfg(feature = "session")]
pub mod session;
mod shown;
pub mod signing;
mod value;
mod violation;

#[doc(inline)]
pub use account::{Account, Signed};
#[doc(inline)]
pub use button::Button;
#[doc(inline)]
pub use payload::{
    CheckedPayload, DeliverySpecifications, PayAndShip, PayOnly, PaymentMethodOnFile, Update, UpdatePayload,
};
#[doc(inline)]
pub use region::{Environment, Eu, Jp, Region, Uk, Us};
#[doc(inline)]
pub use signing::{SigningKey, VerifyingKey};
#[doc(inline)]
pub use value::*;
