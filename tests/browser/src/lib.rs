//! A real browser for the tests, and a server that stands in for every host that the browser asks.
//!
//! The browser is told that all hosts have the server's address, so the page keeps the address of Amazon's script. The
//! tests see what the library writes, byte for byte, and test a policy that names Amazon's host with this host.
//!
//! The tests of the test kit and of the demo shop leave each host where it is.

pub mod axe;
pub mod browser;
pub mod buyer;
pub mod server;
