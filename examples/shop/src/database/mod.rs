//! The shop's database: a SQLite file, or PostgreSQL. `pools` knows which; the SQL is the same for both.

mod buyers;
mod error;
mod lock;
pub(crate) mod pools;
mod returns;
mod sessions;
mod time;
mod wallets;

pub use buyers::Buyer;
pub use error::DatabaseError;
pub use pools::Database;
pub(crate) use pools::with_guard;
pub(crate) use returns::store_completed;
pub use returns::{Outcome, UnsettledReturn};
pub use sessions::Sessions;
pub(crate) use wallets::store_answer;
pub use wallets::{NewWallet, PaymentState, Product, Wallet};
