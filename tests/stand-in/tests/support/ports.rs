//! Ports for programs that are told theirs.

use std::net::{Ipv4Addr, TcpListener};

/// Ports that Linux and macOS do not give to programs that ask for any port.
const NOT_GIVEN: std::ops::Range<u16> = 15_000..30_000;

/// The first of so many ports in a row that nobody has.
pub(crate) fn free_ports(count: u16) -> u16 {
    let is_free = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    // By chance, because several tests look for some at once.
    let mut tries = std::iter::repeat_with(|| fastrand::u16(NOT_GIVEN)).take(10_000);
    tries.find(|&first| (first..first + count).all(is_free)).expect("free ports")
}
