//! A real browser for the tests, and a server that stands in for every host it asks.
//!
//! The page keeps the address of Amazon's script: the browser is told that every host there is has
//! the server's address. So what is tested is what the library writes, to the byte, and a policy that
//! names Amazon's host is tested with that host.
//!
//! Where the stand-in of the test kit is tested, or the demo shop, each host is where it is.

pub mod axe;
pub mod browser;
pub mod buyer;
pub mod server;
