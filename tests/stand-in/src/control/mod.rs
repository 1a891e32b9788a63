//! The control interface: what a Rust test does through [`StandIn`](crate::StandIn), over HTTP and JSON.
//!
//! Each topic is a file with its calls; `router.rs` puts them together.

mod about;
mod calls;
mod guard;
mod input;
mod refusal;
mod router;
mod server;

pub(crate) use about::Addresses;
pub(crate) use server::serve;
