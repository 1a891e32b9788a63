//! The page: what a button posts is checked, and what a buyer does there comes back to the shop.

#[path = "../support/mod.rs"]
mod support;

mod any_bytes;
mod browser;
mod delivery;
mod guards;
mod hosted;
mod payload;
mod prepared;
mod signature;
mod urls;
mod visits;
