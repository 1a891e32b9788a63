//! Why a guard could not claim or confirm.

/// A guard could not claim or confirm a message. The claim's writes are undone, except as
/// [`Database`](GuardError::Database) says.
///
/// Answer 503 to each of these errors. The next delivery finds the message handled, or handles it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GuardError {
    /// The database does not have the guard's tables.
    #[error(
        "the tables of the replay guard are not in this database: call `migrate` of the guard when the program starts"
    )]
    NotMigrated(#[source] sqlx::Error),
    /// A statement of the effect failed, but the effect succeeded.
    ///
    /// PostgreSQL undoes such a transaction at its `COMMIT`, without an error.
    #[error(
        "a statement failed in the claim's transaction, but the effect gave the claim back: let the effect return \
         the error, or put a statement that may fail into a savepoint (`claim.begin()`)"
    )]
    StatementFailed(#[source] sqlx::Error),
    /// The claim's transaction was ended by the effect, or by SQLite after an error that the effect ignored.
    #[error(
        "the claim's transaction was ended before the guard could end it: an effect must not send `COMMIT` or \
         `ROLLBACK`, and must not ignore an error of SQLite"
    )]
    NotInTransaction,
    /// The claim was held too long without a statement, so PostgreSQL ended its transaction.
    #[error(
        "the claim was held for longer than {} seconds without a statement, so PostgreSQL undid its transaction: fetch \
         before the message is claimed, as `once_newest` does",
        crate::IDLE_SECONDS
    )]
    HeldTooLong(#[source] sqlx::Error),
    /// Another transaction held a lock for longer than this transaction waits. The lock is on the file of SQLite, or
    /// on the row of the Charge Permission in PostgreSQL.
    #[error(
        "another transaction held a lock for longer than this transaction waits ({} seconds in PostgreSQL, the \
         pool's `busy_timeout` in SQLite): hold a claim no longer than its statements take, and write through the \
         claim and not through the pool",
        crate::LOCK_SECONDS
    )]
    Locked(#[source] sqlx::Error),
    /// The database did not answer, or gave another error. If the connection broke off during `COMMIT`, both the
    /// message and its effect are permanent, or neither is.
    #[error("the database of the replay guard failed")]
    Database(#[source] sqlx::Error),
}

impl From<sqlx::Error> for GuardError {
    fn from(error: sqlx::Error) -> GuardError {
        let Some(database) = error.as_database_error() else { return GuardError::Database(error) };
        // The codes of PostgreSQL have five characters, those of SQLite fewer.
        match database.code().as_deref() {
            Some("42P01") => GuardError::NotMigrated(error),
            Some("25P02") => GuardError::StatementFailed(error),
            Some("25P03") => GuardError::HeldTooLong(error),
            // Those of SQLite are the kinds of SQLITE_BUSY.
            Some("55P03" | "5" | "261" | "517" | "773") => GuardError::Locked(error),
            Some("1") if database.message().starts_with("no such table: amazonpay_") => {
                GuardError::NotMigrated(error)
            }
            Some("1") if database.message().starts_with("no such savepoint: amazonpay_") => {
                GuardError::NotInTransaction
            }
            _ => GuardError::Database(error),
        }
    }
}
