//! Instant Payment Notifications: whether they are what SNS sends, and whether they come as SNS delivers them.

mod delivery;
mod retries;
mod shop;
mod signing;
mod subscription;
#[path = "../support/mod.rs"]
mod support;
