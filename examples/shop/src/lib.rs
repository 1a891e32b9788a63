//! A shop on this machine, to click through the whole update of a Saved Wallet: from a charge that fails to one that
//! works again. Instead of Amazon Pay it has stand-ins.
//!
//! `amazon_pay` is what somebody who builds such a shop has to write; `demo` is what such a shop does not have.

pub mod amazon_pay;
pub mod database;
pub mod demo;
mod end;
mod error;
pub mod log;
pub mod pages;
mod serve;
mod shop;
mod told;
mod web;

pub use error::ShopError;
pub use serve::{Options, StartError, serve, serve_stand_ins};
pub use shop::Shop;
pub use web::router;
