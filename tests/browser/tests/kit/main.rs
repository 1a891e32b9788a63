//! A shop's button leads through the hosted page of the test kit and back: in a browser, with the library on the
//! shop's side, under the library's policy.

mod accessibility;
mod cookies;
mod places;
mod policy;
mod shop;
mod twice;
mod ways;
mod world;
