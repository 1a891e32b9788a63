//! The control interface: the methods of [`StandIn`](crate::StandIn) over HTTP and JSON.
//!
//! Each topic is a file with its calls; `router.rs` puts them together.

mod about;
mod buyer;
mod calls;
mod charge_permissions;
mod charges;
mod checkout_sessions;
mod clock;
mod fault;
mod faults;
mod guard;
mod input;
mod notifications;
mod outcomes;
mod public_keys;
mod refusal;
mod requests;
mod reset;
mod router;
mod server;
mod words;

pub(crate) use server::serve;
