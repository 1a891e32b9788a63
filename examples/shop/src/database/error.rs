//! Why the database cannot be used.

use amazonpay_update_sqlx::GuardError;
use std::path::PathBuf;

/// The database cannot be used. The URL is not repeated, for it may have a password in it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DatabaseError {
    /// The scheme is neither.
    #[error(
        "the database URL begins neither with `sqlite:` nor with `postgres://`: name a SQLite file or a PostgreSQL database"
    )]
    UnknownUrl,
    /// It is PostgreSQL's, and cannot be read.
    #[error("the database URL cannot be read: write postgres://USER:PASSWORD@HOST:PORT/DATABASE")]
    Url(#[source] sqlx::Error),
    /// PostgreSQL does not answer.
    #[error(
        "PostgreSQL cannot be reached: start it, or correct host, user or database in the database URL ({0})"
    )]
    Unreachable(#[source] sqlx::Error),
    /// The file cannot be used.
    #[error("the SQLite file {} cannot be used: name another file in the database URL ({error})", file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// Why not.
        #[source]
        error: sqlx::Error,
    },
    /// Another shop has it.
    #[error(
        "another shop uses the SQLite file {}: end that shop, or name another file in the database URL. Several shops \
         side by side need PostgreSQL",
        file.display()
    )]
    InUse {
        /// Which.
        file: PathBuf,
    },
    /// The tables cannot be made.
    #[error("the tables of the shop cannot be made: name a database that no other program uses ({0})")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The tables of the guard cannot be made.
    #[error("the tables of the replay guard cannot be made ({0})")]
    Guard(#[from] GuardError),
}
