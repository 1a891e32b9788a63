//! Typed, canonical and signed payloads for Amazon Pay's hosted update page.
//!
//! A shop that keeps a buyer's Saved Wallet charge permission can send the buyer to a page of
//! Amazon's to change the payment method or the address. It builds a Create Checkout Session
//! payload, signs it, and hands both to `amazon.Pay.initCheckout`. In this crate a payload that
//! Amazon would refuse, or silently ignore, does not compile; and the text that was signed is the
//! text the page gets.
//!
//! ```no_run
//! use amazonpay_update::{
//!     Account, Environment, PayOnly, PaymentMethodOnFile, SigningKey, Update, Us, merchant_id,
//!     public_key_id, return_url, store_id,
//! };
//!
//! let update = Update::builder()
//!     .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
//!     .charge_permission_id("B01-0000000-0000000".parse()?) // checked when it arrives
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
//! # Four stages
//!
//! | from | by | to |
//! |---|---|---|
//! | values: [`StoreId`], [`ReturnUrl`], [`DeliverySpecifications`] and others | a builder: [`Update::builder`], or that of a struct of your own with [`#[derive(UpdatePayload)]`](derive@UpdatePayload) | a payload |
//! | JSON | [`CheckedPayload::check`] | a payload |
//! | a payload | [`Account::sign`], or [`SigningKey::sign`] | [`Signed`], or [`SignedPayload`] |
//! | [`Signed`] | [`Signed::button`] | [`Button`]: what the page gets |
//!
//! The same [`Account`] signs the requests to Amazon Pay's API when the buyer is back: see the module `session`.
//! Of what changes later, notifications tell: the module `ipn`, with the feature of that name.
//!
//! # Rules
//!
//! Each [`Rule`] of Amazon Pay's schema stands in one catalogue, with its words. The compiler says
//! them, and so do the errors of a text that arrives while the program runs. The [`rules`] page has
//! them all, with examples.
//!
//! # Features
//!
//! | feature | |
//! |---|---|
//! | `aws-lc-rs` (default) | signs with AWS-LC; needs a C compiler to build |
//! | `rsa` | signs in Rust alone, several times slower; see [`active_backend`] |
//! | `html` (default) | the button as HTML |
//! | `session` (default) | the return leg: signed requests to the API, their answers, and what to do next |
//! | `return-state` | a signed state token in the return URL |
//! | `client` | sends those requests, with `reqwest` |
//! | `ipn` | Instant Payment Notifications, verified |
//! | `ipn-fetch` | fetches the certificates of notifications, with `reqwest` |
//! | `axum` | an extractor of notifications for `axum` |
//! | `toml` | `AccountConfig::from_toml` |
//! | `cli` | the command-line tool `amazonpay-update` |

mod account;
mod bounded_cache;
mod button;
mod config;
mod environment;
#[cfg(feature = "ipn")]
pub mod ipn;
mod json;
#[cfg(feature = "session")]
mod open_enum;
mod payload;
mod region;
#[cfg(feature = "return-state")]
pub mod return_state;
mod serde_as_text;
#[cfg(feature = "session")]
pub mod session;
mod signing;
mod value;
mod violation;

pub use account::{Account, AccountError, AccountKey, CacheStats, CheckoutSessionConfig, Signed};
#[doc = include_str!("../docs/derive.md")]
pub use amazonpay_update_derive::UpdatePayload;
pub use amazonpay_update_rules::{Evidence, Rule, RuleSet, Side};
pub use button::{Button, CheckoutOptions, EntryPoint, InvalidNonce, Nonce, Placement, UnknownEntryPoint};
pub use config::{AccountConfig, AnyAccount, ConfigError};
pub use json::{CanonicalizeError, canonicalize};
pub use payload::{
    Change, ChargePermissionType, CheckedPayload, DeliverySpecifications, DeliverySpecificationsBuilder,
    MerchantMetadata, NeededProductType, OneTime, PayAndShip, PayOnly, PaymentMethodOnFile, ProductType,
    Recurring, StoredPermission, Unstated, Update, UpdateBuilder, UpdatePayload, Warning, WebCheckoutDetails,
    canonical, member, needed_product_type, state,
};
pub use region::language::{self, Language};
pub use region::{Environment, Eu, Jp, Region, RegionName, Uk, UnknownEnvironment, UnknownRegion, Us};
#[doc(hidden)]
pub use signing::testing;
pub use signing::{
    Algorithm, Alteration, AmazonMessage, Disagreement, KeyError, Mismatch, NotAmazonsMessage, SignError,
    SignedPayload, SigningKey, ToSign, UnknownAlgorithm, VerifyError, VerifyingKey, active_backend,
    explain_mismatch, string_to_sign,
};
pub use value::*;
pub use violation::{Violation, Violations};

#[doc = include_str!("../docs/rules.md")]
pub mod rules {
    pub use crate::account::{SameRegion, SignedPayloadIsImmutable};
    pub use crate::payload::{
        DeliverySpecificationsNeedPayAndShip, RestrictsSomething, SetupOnlyNeedsPaymentMethodOnFile,
        UnsignedPayloadHasNoButton, UpdateNeedsPaymentMethodOnFile,
    };
    pub use crate::region::language::LanguageOf;
}

/// What generated code uses; not for anybody else.
#[doc(hidden)]
pub mod __private {
    pub use std::option::Option::{self, None, Some};
    pub use std::string::String;
}
