//! The library's client against the stand-in: what a network does to it, and what it says then.

#[path = "../support/mod.rs"]
mod support;

mod key_elsewhere;
mod limits;
mod other_answers;
mod own_http_client;
mod random_faults;
mod returns;
mod rotation;
