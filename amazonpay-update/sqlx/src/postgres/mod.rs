//! The guard for PostgreSQL.

use crate::GuardError;
use crate::age::{Age, BATCH};
use amazonpay_update::ChargePermissionId;
use amazonpay_update::ipn::{AnswerCount, Claim, ReplayGuard};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::{Duration, Instant};

// The seconds are `LOCK_SECONDS` and `IDLE_SECONDS`, as a test checks. Only with READ COMMITTED does a transaction
// that waited for another see its commit.
const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED; \
    SET LOCAL lock_timeout = '5s'; \
    SET LOCAL idle_in_transaction_session_timeout = '30s'";

// A row that is committed and not done comes from an effect that sent `COMMIT` itself.
const CLAIM: &str = "INSERT INTO amazonpay_message AS message (message_id) VALUES ($1) \
    ON CONFLICT (message_id) DO UPDATE SET claimed_at = now() WHERE NOT message.done";

// It finds no row when the transaction is not the claim's, and fails when a statement failed before. A mere COMMIT
// would succeed in both cases, and store nothing.
const CONFIRM: &str = "UPDATE amazonpay_message SET done = true \
    WHERE message_id = $1 AND NOT done AND xmin = pg_current_xact_id()::xid";

const STORED: &str = "SELECT coalesce((SELECT stored FROM amazonpay_answer WHERE charge_permission_id = $2), 0) \
    WHERE NOT EXISTS (SELECT 1 FROM amazonpay_message WHERE message_id = $1 AND done)";

const COUNT_FIRST: &str = "INSERT INTO amazonpay_answer (charge_permission_id, stored) VALUES ($1, $2 + 1) \
    ON CONFLICT DO NOTHING";

// It inserts nothing, because a row that was deleted meanwhile must not pass for a row with the same number.
const COUNT_NEXT: &str = "UPDATE amazonpay_answer SET stored = stored + 1 \
    WHERE charge_permission_id = $1 AND stored = $2";

const REMOVE: &str = "DELETE FROM amazonpay_message WHERE message_id IN (\
    SELECT message_id FROM amazonpay_message WHERE claimed_at < now() - $1 * interval '1 second' \
    LIMIT $2 FOR UPDATE SKIP LOCKED)";

// Two processes that create a table at the same time fail, even with `IF NOT EXISTS`. The number is arbitrary.
const LOCK_MIGRATION: &str = "SELECT pg_advisory_xact_lock(7094186251803640161)";

const IS_MIGRATED: &str = "SELECT num_nulls(to_regclass('amazonpay_message'), \
    to_regclass('amazonpay_message_claimed_at'), to_regclass('amazonpay_answer')) = 0";

/// A [`ReplayGuard`] in PostgreSQL (14 or newer), for any number of processes; clones share the pool.
///
/// Its claim is an open transaction, which holds the row of the message. Another claim of the same message waits for
/// up to [5 seconds](crate::LOCK_SECONDS), and then gets [`Claim::InProgress`]. The server ends a transaction without
/// a statement for [30 seconds](crate::IDLE_SECONDS), so that a machine that vanished does not hold a message.
///
/// The guard removes ids that are older than the window given to [`new`](PostgresGuard::new) and an hour, by the
/// clock of the database. The first claim of a process does so, and then one claim a minute.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::ipn::{CertificateFetcher, Verifier};
/// use amazonpay_update_sqlx::PostgresGuard;
/// use sqlx::postgres::PgPoolOptions;
/// use std::time::{Duration, Instant};
///
/// async fn guard(
///     verifier: &Verifier<impl CertificateFetcher>,
/// ) -> Result<PostgresGuard, Box<dyn std::error::Error>> {
///     let pool = PgPoolOptions::new()
///         .acquire_timeout(Duration::from_secs(5)) // SNS waits for 15
///         .connect("postgres:///shop")
///         .await?;
///     let guard = PostgresGuard::new(pool, verifier.replay_window());
///     guard.migrate().await?;
///     Ok(guard)
/// }
/// ```
#[derive(Clone, Debug)]
pub struct PostgresGuard {
    pool: PgPool,
    age: Age,
}

impl PostgresGuard {
    /// The SQL that [`migrate`](PostgresGuard::migrate) sends, for shops that keep all migrations in one place.
    /// Sending it again changes nothing.
    pub const MIGRATION: &str = include_str!("migration.sql");

    /// A guard in the database of a pool. It remembers a message for as long as the verifier accepts it, the
    /// [`Verifier::replay_window`](amazonpay_update::ipn::Verifier::replay_window), and an hour more for clocks that
    /// differ.
    ///
    /// All guards of one database need the same window, the longest of their verifiers, because each guard removes
    /// ids for all.
    ///
    /// [`migrate`](PostgresGuard::migrate) creates the tables in the first existing schema of the `search_path`.
    /// Everything else uses the tables of the first schema that has them. So give all instances the same
    /// `search_path`.
    ///
    /// Give the guard its own pool, because each claim holds a connection, and so does each delivery that waits for
    /// another, for up to [5 seconds](crate::LOCK_SECONDS).
    #[must_use]
    pub fn new(pool: PgPool, replay_window: Duration) -> PostgresGuard {
        PostgresGuard { pool, age: Age::new(replay_window) }
    }

    /// Creates the guard's tables if they do not exist yet. Several processes can call it at the same time.
    ///
    /// If they exist, it waits for no claim, and needs no right to create tables.
    ///
    /// # Errors
    ///
    /// [`GuardError::Database`] when the database cannot be reached, or the tables do not exist and the user may not
    /// create them. [`GuardError::Locked`] when another process creates them for longer than [5
    /// seconds](crate::LOCK_SECONDS).
    pub async fn migrate(&self) -> Result<(), GuardError> {
        let mut transaction = self.begin().await?;
        sqlx::query(LOCK_MIGRATION).execute(&mut *transaction).await?;
        // `CREATE INDEX IF NOT EXISTS` would wait for all open claims, and new claims for it.
        if sqlx::query_scalar(IS_MIGRATED).fetch_one(&mut *transaction).await? {
            return Ok(());
        }
        sqlx::raw_sql(PostgresGuard::MIGRATION).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Begins a transaction, in a task of its own. If the future were dropped halfway, for example because SNS hangs
    /// up, `sqlx` would not notice the transaction, and the next user of the connection would be in it.
    async fn begin(&self) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        let pool = self.pool.clone();
        let task = tokio::spawn(async move { pool.begin_with(BEGIN).await });
        // The task ends early only when the whole runtime ends.
        task.await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
    }

    async fn remove_old(&self, mut transaction: Transaction<'static, Postgres>) -> Result<u64, sqlx::Error> {
        let removed =
            sqlx::query(REMOVE).bind(self.age.seconds()).bind(BATCH).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(removed.rows_affected())
    }
}

impl ReplayGuard for PostgresGuard {
    type Claim = PostgresClaim;
    type Error = GuardError;

    async fn claim(&self, message_id: &str) -> Result<Claim<PostgresClaim>, GuardError> {
        if self.age.is_due() {
            // A claim needs a transaction too, so no delivery waits for a connection twice.
            let transaction = self.begin().await?;
            // The message is handled even if old ids cannot be removed.
            self.age.removed(self.remove_old(transaction).await);
        }
        let mut transaction = self.begin().await?;
        match sqlx::query(CLAIM).bind(message_id).execute(&mut *transaction).await {
            Ok(claimed) if claimed.rows_affected() == 1 => Ok(Claim::Granted(PostgresClaim {
                message_id: message_id.to_owned(),
                since: Instant::now(),
                transaction,
            })),
            Ok(_) => Ok(Claim::Done),
            Err(error) => match error.into() {
                // Another transaction has the row, and is handling the message.
                GuardError::Locked(_) => Ok(Claim::InProgress),
                error => Err(error),
            },
        }
    }

    async fn confirm(&self, claim: PostgresClaim) -> Result<(), GuardError> {
        let PostgresClaim { message_id, since, mut transaction } = claim;
        let confirmed = sqlx::query(CONFIRM).bind(message_id).execute(&mut *transaction).await;
        let confirmed = confirmed.map_err(|error| held(since.elapsed(), error))?;
        if confirmed.rows_affected() != 1 {
            return Err(GuardError::NotInTransaction);
        }
        Ok(transaction.commit().await?)
    }
}

impl AnswerCount for PostgresGuard {
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
        claim: &mut PostgresClaim,
        permission: &ChargePermissionId,
        stored: i64,
    ) -> Result<bool, GuardError> {
        let count = if stored == 0 { COUNT_FIRST } else { COUNT_NEXT };
        let counted = sqlx::query(count).bind(permission.as_str()).bind(stored).execute(&mut **claim).await?;
        Ok(counted.rows_affected() == 1)
    }
}

/// A message claimed from a [`PostgresGuard`]: the open transaction, for the effect to write in.
///
/// Use it like a `sqlx::Transaction`, as `&mut *claim`, and let the guard commit it. Dropping it rolls the
/// transaction back and releases the message. The transaction is `READ COMMITTED`, and waits for a lock for up to [5
/// seconds](crate::LOCK_SECONDS).
#[must_use = "dropped, the claim is rolled back"]
pub struct PostgresClaim {
    message_id: String,
    since: Instant,
    transaction: Transaction<'static, Postgres>,
}

impl Deref for PostgresClaim {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        &self.transaction
    }
}

impl DerefMut for PostgresClaim {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }
}

impl fmt::Debug for PostgresClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresClaim").field("message_id", &self.message_id).finish_non_exhaustive()
    }
}

/// The error of a claim that was held for this time. The server closes the connection of a claim that was held too
/// long, and its message is not always read.
fn held(held: Duration, error: sqlx::Error) -> GuardError {
    let is_over = held >= Duration::from_secs(u64::from(crate::IDLE_SECONDS));
    match GuardError::from(error) {
        GuardError::Database(error @ sqlx::Error::Io(_)) if is_over => GuardError::HeldTooLong(error),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::ErrorKind::BrokenPipe;

    #[test]
    fn a_connection_that_broke_after_the_limit_was_held_too_long() {
        let error_after = |seconds| held(Duration::from_secs(seconds), sqlx::Error::Io(BrokenPipe.into()));
        assert!(matches!(error_after(29), GuardError::Database(_)));
        assert!(matches!(error_after(30), GuardError::HeldTooLong(_)));
        let other = held(Duration::from_secs(30), sqlx::Error::PoolClosed);
        assert!(matches!(other, GuardError::Database(_)));
    }

    #[test]
    fn the_limits_are_those_that_are_told() {
        assert!(BEGIN.contains(&format!("lock_timeout = '{}s'", crate::LOCK_SECONDS)));
        assert!(BEGIN.contains(&format!("session_timeout = '{}s'", crate::IDLE_SECONDS)));
    }
}
