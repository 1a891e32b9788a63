//! The guard for SQLite.

use crate::GuardError;
use crate::age::{Age, BATCH};
use amazonpay_update::ChargePermissionId;
use amazonpay_update::ipn::{AnswerCount, Claim, ReplayGuard};
use sqlx::{Connection, SqlSafeStr, Sqlite, SqliteConnection, SqlitePool, Transaction};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

// A transaction that reads before it writes could be refused at its first write. The savepoint is gone when the
// transaction was ended by an effect, or by SQLite itself, for example because the disk is full.
const BEGIN: &str = "BEGIN IMMEDIATE; SAVEPOINT amazonpay_claim";
const RELEASE: &str = "RELEASE amazonpay_claim";

const IS_DONE: &str = "SELECT EXISTS (SELECT 1 FROM amazonpay_message WHERE message_id = ?1)";

const CONFIRM: &str = "INSERT INTO amazonpay_message (message_id, handled_at) VALUES (?1, unixepoch())";

const STORED: &str = "SELECT coalesce((SELECT stored FROM amazonpay_answer WHERE charge_permission_id = ?2), 0) \
    WHERE NOT EXISTS (SELECT 1 FROM amazonpay_message WHERE message_id = ?1)";

const COUNT_FIRST: &str = "INSERT INTO amazonpay_answer (charge_permission_id, stored) VALUES (?1, ?2 + 1) \
    ON CONFLICT DO NOTHING";

// It inserts nothing, because a row that was deleted meanwhile must not pass for a row with the same number.
const COUNT_NEXT: &str = "UPDATE amazonpay_answer SET stored = stored + 1 \
    WHERE charge_permission_id = ?1 AND stored = ?2";

const REMOVE: &str = "DELETE FROM amazonpay_message WHERE message_id IN (\
    SELECT message_id FROM amazonpay_message WHERE handled_at < unixepoch() - ?1 LIMIT ?2)";

/// A [`ReplayGuard`] in a SQLite file, for the processes of one machine; clones share the pool.
///
/// Its claim is an open transaction that writes, and SQLite allows one such transaction at a time. Another claim of
/// any message waits for up to the pool's `busy_timeout`, by default 5 seconds, and then gets [`GuardError::Locked`].
/// So hold a claim no longer than its statements take.
///
/// The guard removes ids that are older than the window given to [`new`](SqliteGuard::new) and an hour, by the
/// machine's clock. The first claim of a process does so, and then one claim a minute.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::ipn::{CertificateFetcher, Verifier};
/// use amazonpay_update_sqlx::SqliteGuard;
/// use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool};
///
/// async fn guard(
///     verifier: &Verifier<impl CertificateFetcher>,
/// ) -> Result<SqliteGuard, Box<dyn std::error::Error>> {
///     let file = SqliteConnectOptions::new()
///         .filename("shop.sqlite")
///         .create_if_missing(true)
///         .journal_mode(SqliteJournalMode::Wal); // who reads does not wait for a claim
///     let guard = SqliteGuard::new(SqlitePool::connect_with(file).await?, verifier.replay_window());
///     guard.migrate().await?;
///     Ok(guard)
/// }
/// ```
#[derive(Clone, Debug)]
pub struct SqliteGuard {
    pool: SqlitePool,
    age: Age,
}

impl SqliteGuard {
    /// The SQL that [`migrate`](SqliteGuard::migrate) sends, for shops that keep all migrations in one place. Sending
    /// it again changes nothing.
    pub const MIGRATION: &str = include_str!("migration.sql");

    /// A guard in the database of a pool. It remembers a message for as long as the verifier accepts it, the
    /// [`Verifier::replay_window`](amazonpay_update::ipn::Verifier::replay_window), and an hour more.
    ///
    /// All guards of one file need the same window, the longest of their verifiers, because each guard removes ids
    /// for all.
    ///
    /// The pool must be for a file, because with `sqlite::memory:` each of its connections has its own database.
    #[must_use]
    pub fn new(pool: SqlitePool, replay_window: Duration) -> SqliteGuard {
        SqliteGuard { pool, age: Age::new(replay_window) }
    }

    /// Creates the guard's tables if they do not exist yet. Several processes can call it at the same time.
    ///
    /// # Errors
    ///
    /// [`GuardError`] when the file cannot be written.
    pub async fn migrate(&self) -> Result<(), GuardError> {
        let mut transaction = self.begin().await?;
        sqlx::raw_sql(SqliteGuard::MIGRATION).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Begins a transaction. A connection whose transaction SQLite or an effect ended is closed, because `sqlx` does
    /// not notice this and could begin no transaction on it any more.
    async fn begin(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        let mut connection = self.pool.acquire().await?;
        while connection.is_in_transaction() {
            connection.close().await?;
            connection = self.pool.acquire().await?;
        }
        // `Pool::begin_with` calls this too. But it takes any connection, so it could take a broken one each time.
        Transaction::begin(connection, Some(BEGIN.into_sql_str())).await
    }

    async fn remove_old(&self, mut transaction: Transaction<'static, Sqlite>) -> Result<u64, sqlx::Error> {
        let removed =
            sqlx::query(REMOVE).bind(self.age.seconds()).bind(BATCH).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(removed.rows_affected())
    }
}

impl ReplayGuard for SqliteGuard {
    type Claim = SqliteClaim;
    type Error = GuardError;

    async fn claim(&self, message_id: &str) -> Result<Claim<SqliteClaim>, GuardError> {
        if self.age.is_due() {
            // A claim needs a transaction too, so no delivery waits for a connection twice.
            let transaction = self.begin().await?;
            // The message is handled even if old ids cannot be removed.
            self.age.removed(self.remove_old(transaction).await);
        }
        let mut transaction = self.begin().await?;
        let is_done = sqlx::query_scalar(IS_DONE).bind(message_id).fetch_one(&mut *transaction).await?;
        Ok(if is_done {
            Claim::Done
        } else {
            Claim::Granted(SqliteClaim { message_id: message_id.to_owned(), transaction })
        })
    }

    async fn confirm(&self, claim: SqliteClaim) -> Result<(), GuardError> {
        let SqliteClaim { message_id, mut transaction } = claim;
        sqlx::query(RELEASE).execute(&mut *transaction).await?;
        sqlx::query(CONFIRM).bind(message_id).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }
}

impl AnswerCount for SqliteGuard {
    async fn stored_answers(
        &self,
        message_id: &str,
        permission: &ChargePermissionId,
    ) -> Result<Option<i64>, GuardError> {
        let stored = sqlx::query_scalar(STORED).bind(message_id).bind(permission.as_str());
        Ok(stored.fetch_optional(&self.pool).await?)
    }

    async fn count_answer(
        &self,
        claim: &mut SqliteClaim,
        permission: &ChargePermissionId,
        stored: i64,
    ) -> Result<bool, GuardError> {
        let count = if stored == 0 { COUNT_FIRST } else { COUNT_NEXT };
        let counted = sqlx::query(count).bind(permission.as_str()).bind(stored).execute(&mut **claim).await?;
        Ok(counted.rows_affected() == 1)
    }
}

/// A message claimed from a [`SqliteGuard`]: the open transaction, for the effect to write in.
///
/// Use it like a `sqlx::Transaction`, as `&mut *claim`, and let the guard commit it. Dropping it rolls the
/// transaction back and releases the message. While there is a claim, every write through the pool waits for it.
#[must_use = "dropped, the claim is rolled back"]
pub struct SqliteClaim {
    message_id: String,
    transaction: Transaction<'static, Sqlite>,
}

impl Deref for SqliteClaim {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.transaction
    }
}

impl DerefMut for SqliteClaim {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}

impl fmt::Debug for SqliteClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteClaim").field("message_id", &self.message_id).finish_non_exhaustive()
    }
}
