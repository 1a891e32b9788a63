//! The library's client against the stand-in: what a network does to it, and what it says then.

#[path = "../support/mod.rs"]
mod support;

mod limits;
mod random_faults;
mod tracing_output;

use amazonpay_api_stand_in::StandIn as Server;
use amazonpay_update::session::{Client, ClientBuilder, StandIn};
use std::time::Duration;

/// A client for the stand-in that does not wait long.
fn builder(server: &Server) -> ClientBuilder {
    Client::builder(support::signer())
        .stand_in(StandIn::new(server.base_url(), server.ca_pem()))
        .backoff(Duration::from_millis(1), Duration::from_millis(8))
}

fn client(server: &Server) -> Client {
    builder(server).build().expect("a client")
}
