//! What the tests of both guards share.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub(crate) mod proxy;
pub(crate) mod scenarios;
pub(crate) mod server;
pub(crate) mod shop;
