//! Why a guard could not claim or confirm.

/// A guard could not claim a message, or not confirm it. What was done in the claim is undone, unless
/// [`Database`](GuardError::Database) says otherwise.
///
/// Whichever it is, answer 503: the next delivery finds the message handled, or handles it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GuardError {
    /// The guard's tables are not there.
    #[error(
        "the tables of the replay guard are not in this database: call `migrate` of the guard when the program starts"
    )]
    NotMigrated(#[source] sqlx::Error),
    /// A statement of the effect failed, and the effect succeeded all the same.
    ///
    /// PostgreSQL undoes such a transaction at its `COMMIT`, without an error.
    #[error(
        "a statement failed in the claim's transaction, and the effect gave the claim back all the same: let the effect \
         return the error, or put what may fail into a savepoint (`claim.begin()`)"
    )]
    StatementFailed(#[source] sqlx::Error),
    /// The claim's transaction was ended: by the effect, or by SQLite after an error that the effect passed over.
    #[error(
        "the claim's transaction was ended before the guard came to end it: no effect may send `COMMIT` or `ROLLBACK`, nor pass \
         over an error of SQLite"
    )]
    NotInTransaction,
    /// The claim was held too long without a statement, so PostgreSQL ended its transaction.
    #[error(
        "the claim was held for longer than {} seconds without a statement, so PostgreSQL undid its transaction: fetch \
         before the message is claimed, as `once_newest` does",
        crate::IDLE_SECONDS
    )]
    HeldTooLong(#[source] sqlx::Error),
    /// Another transaction held a lock for longer than this one waits: on the file of SQLite, or on the row of the Charge
    /// Permission in PostgreSQL.
    #[error(
        "another transaction held a lock for longer than this one waits ({} seconds in PostgreSQL, the pool's \
         `busy_timeout` in SQLite): hold a claim no longer than its statements take, and write through the claim, not \
         through the pool, while there is one",
        crate::LOCK_SECONDS
    )]
    Locked(#[source] sqlx::Error),
    /// The database could not be asked. If it broke off during `COMMIT`, both the message and its effect are permanent,
    /// or neither is.
    #[error("the database of the replay guard could not be asked")]
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
