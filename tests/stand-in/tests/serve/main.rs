//! The program: its first line, how it ends, and its words when it cannot start.

#![cfg(unix)]

#[path = "../support/ports.rs"]
mod ports;
#[path = "../support/mod.rs"]
mod support;

#[cfg(target_os = "linux")]
mod descriptors;
mod first_line;
mod program;
mod refusals;
mod secrets;
mod shell;
