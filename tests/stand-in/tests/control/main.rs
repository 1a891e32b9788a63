//! What the control interface does, and whom and what it refuses.

#[path = "../support/mod.rs"]
mod support;

mod caller;
mod effects;
mod guard;
mod notifications;
mod odd_input;
mod page;
mod refusals;
mod secrets;
