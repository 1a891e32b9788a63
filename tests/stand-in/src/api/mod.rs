//! The API: what a request must be, and how it is answered.

pub(crate) mod answer;
pub(crate) mod authorization;
mod canonical;
pub(crate) mod idempotency;
pub(crate) mod operation;
pub(crate) mod received;
pub(crate) mod reply;
pub(crate) mod server;
pub(crate) mod tls;
pub(crate) mod verify;
