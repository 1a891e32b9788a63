//! Notifications in the shop's own database: each takes effect exactly once, on one machine or on several, and the newest
//! answer wins.
//!
#![cfg_attr(all(feature = "postgres", feature = "sqlite"), doc = include_str!("../docs/notifications.md"))]
#![cfg_attr(
    not(all(feature = "postgres", feature = "sqlite")),
    doc = "The guide stands here with both features on: <https://docs.rs/amazonpay-update-sqlx>."
)]

#[cfg(any(feature = "postgres", feature = "sqlite"))]
mod age;
mod error;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

pub use error::GuardError;
#[cfg(feature = "postgres")]
pub use postgres::{PostgresClaim, PostgresGuard};
#[cfg(feature = "sqlite")]
pub use sqlite::{SqliteClaim, SqliteGuard};

/// How many seconds the transaction of a `PostgresClaim` waits for a lock. SNS waits 15 seconds for an answer.
pub const LOCK_SECONDS: u32 = 5;

/// After how many seconds without a statement PostgreSQL ends the transaction of a `PostgresClaim`.
pub const IDLE_SECONDS: u32 = 30;
