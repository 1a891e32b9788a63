//! A shop with a guard in its database: what the scenarios do with either database.

use amazonpay_update::ipn::{AnswerCount, OnceError, Outcome, once};
use amazonpay_update::{ChargePermissionId, charge_permission_id};
use amazonpay_update_sqlx::{GuardError, PostgresClaim, PostgresGuard, SqliteClaim, SqliteGuard};
use sqlx::{PgPool, SqlitePool};
use std::time::Duration;

pub(crate) const PERMISSION: ChargePermissionId = charge_permission_id!("B01-0000000-0000000");

/// The age a message may have.
pub(crate) const WINDOW: Duration = Duration::from_mins(125);

pub(crate) type Handled = Result<Outcome, OnceError<GuardError, sqlx::Error>>;

pub(crate) trait Shop: Clone + Send + Sync + 'static {
    type Claim: Send + 'static;
    type Guard: AnswerCount<Claim = Self::Claim, Error = GuardError> + 'static;

    fn guard(&self) -> &Self::Guard;

    /// An effect: one row more.
    fn note(text: &str, claim: Self::Claim) -> impl Future<Output = Result<Self::Claim, sqlx::Error>> + Send;

    /// Sends any SQL in the claim's transaction.
    fn send(
        sql: &'static str,
        claim: &mut Self::Claim,
    ) -> impl Future<Output = Result<(), sqlx::Error>> + Send;

    /// The effects that are permanent, in their order.
    fn notes(&self) -> impl Future<Output = Vec<String>> + Send;

    /// Makes all messages that were handled older.
    fn age(&self, seconds: u64) -> impl Future<Output = ()> + Send;

    /// A guard of another process in the same database.
    fn another(&self) -> Self;

    /// Handles a message whose effect is a note.
    fn handle(&self, message_id: &'static str) -> impl Future<Output = Handled> + Send {
        async move { once(self.guard(), message_id, |claim| Self::note(message_id, claim)).await }
    }
}

/// A shop whose notes are in a table of this name, so that each test has its own.
#[derive(Clone)]
pub(crate) struct PostgresShop {
    pub(crate) pool: PgPool,
    pub(crate) guard: PostgresGuard,
}

impl PostgresShop {
    /// In a schema of its own.
    pub(crate) async fn new(server: &super::server::Server, schema: &'static str) -> PostgresShop {
        let options = super::server::options(server.socket()).options([("search_path", schema)]);
        PostgresShop::with(options, schema).await
    }

    pub(crate) async fn with(options: sqlx::postgres::PgConnectOptions, schema: &str) -> PostgresShop {
        let pool = sqlx::postgres::PgPoolOptions::new()
            .max_connections(5)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options)
            .await
            .expect("it is ready");
        let create = format!(
            "CREATE SCHEMA IF NOT EXISTS {schema}; CREATE TABLE note (number bigserial PRIMARY KEY, text text NOT NULL)"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(create)).execute(&pool).await.expect("the schema is new");
        let guard = PostgresGuard::new(pool.clone(), WINDOW);
        guard.migrate().await.expect("the schema is new");
        PostgresShop { pool, guard }
    }
}

impl Shop for PostgresShop {
    type Claim = PostgresClaim;
    type Guard = PostgresGuard;

    fn guard(&self) -> &PostgresGuard {
        &self.guard
    }

    async fn note(text: &str, mut claim: PostgresClaim) -> Result<PostgresClaim, sqlx::Error> {
        sqlx::query("INSERT INTO note (text) VALUES ($1)").bind(text).execute(&mut *claim).await?;
        Ok(claim)
    }

    async fn send(sql: &'static str, claim: &mut PostgresClaim) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(sql).execute(&mut **claim).await.map(drop)
    }

    async fn notes(&self) -> Vec<String> {
        let notes = sqlx::query_scalar("SELECT text FROM note ORDER BY number");
        notes.fetch_all(&self.pool).await.expect("notes")
    }

    async fn age(&self, seconds: u64) {
        sqlx::query(
            "UPDATE amazonpay_message SET claimed_at = claimed_at - make_interval(secs => $1::integer)",
        )
        .bind(i32::try_from(seconds).expect("hours"))
        .execute(&self.pool)
        .await
        .expect("they are older");
    }

    fn another(&self) -> PostgresShop {
        PostgresShop { pool: self.pool.clone(), guard: PostgresGuard::new(self.pool.clone(), WINDOW) }
    }
}

#[derive(Clone)]
pub(crate) struct SqliteShop {
    pub(crate) pool: SqlitePool,
    pub(crate) guard: SqliteGuard,
}

impl SqliteShop {
    /// In a new file, or in one that is there.
    pub(crate) async fn new(file: &std::path::Path) -> SqliteShop {
        SqliteShop::with(file, 10).await
    }

    /// With a pool of so many connections, all of them open.
    pub(crate) async fn with(file: &std::path::Path, connections: u32) -> SqliteShop {
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal);
        let pool = sqlx::sqlite::SqlitePoolOptions::new()
            .min_connections(connections)
            .max_connections(connections)
            .connect_with(options)
            .await
            .expect("a file");
        sqlx::query(
            "CREATE TABLE IF NOT EXISTS note (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
        )
        .execute(&pool)
        .await
        .expect("a table");
        let guard = SqliteGuard::new(pool.clone(), WINDOW);
        guard.migrate().await.expect("tables");
        SqliteShop { pool, guard }
    }
}

impl Shop for SqliteShop {
    type Claim = SqliteClaim;
    type Guard = SqliteGuard;

    fn guard(&self) -> &SqliteGuard {
        &self.guard
    }

    async fn note(text: &str, mut claim: SqliteClaim) -> Result<SqliteClaim, sqlx::Error> {
        sqlx::query("INSERT INTO note (text) VALUES (?)").bind(text).execute(&mut *claim).await?;
        Ok(claim)
    }

    async fn send(sql: &'static str, claim: &mut SqliteClaim) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(sql).execute(&mut **claim).await.map(drop)
    }

    async fn notes(&self) -> Vec<String> {
        sqlx::query_scalar("SELECT text FROM note ORDER BY number")
            .fetch_all(&self.pool)
            .await
            .expect("notes")
    }

    async fn age(&self, seconds: u64) {
        sqlx::query("UPDATE amazonpay_message SET handled_at = handled_at - ?")
            .bind(seconds.cast_signed())
            .execute(&self.pool)
            .await
            .expect("they are older");
    }

    fn another(&self) -> SqliteShop {
        SqliteShop { pool: self.pool.clone(), guard: SqliteGuard::new(self.pool.clone(), WINDOW) }
    }
}
