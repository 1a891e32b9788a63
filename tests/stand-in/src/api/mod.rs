//! The API: checks requests and answers them.

pub(crate) mod answer;
pub(crate) mod authorization;
pub(crate) mod body;
pub(crate) mod canonical;
#[cfg(test)]
mod conformance;
pub(crate) mod idempotency;
pub(crate) mod operation;
pub(crate) mod received;
pub(crate) mod reply;
pub(crate) mod server;
pub(crate) mod tls;
pub(crate) mod verify;
