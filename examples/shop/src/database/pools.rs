//! SQLite or PostgreSQL: this file knows which.

use super::error::DatabaseError;
use super::lock::FileLock;
use amazonpay_update_sqlx::{PostgresGuard, SqliteGuard};
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// How long a request waits for a connection: less than SNS waits for an answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// A database that is ready; clones share its connections.
#[derive(Clone, Debug)]
pub struct Database {
    pub(crate) pools: Pools,
    /// Of a SQLite file: it is this process's.
    _lock: Option<Arc<FileLock>>,
}

/// The pool of the shop, and the guard. Each claim of the guard holds a connection.
#[derive(Clone, Debug)]
pub(crate) enum Pools {
    Sqlite { shop: SqlitePool, guard: SqliteGuard },
    Postgres { shop: PgPool, guard: PostgresGuard },
}

/// Sends a query by the one pool or the other: `fetch_optional`, say. The query stands here twice, for its type follows
/// from the pool.
macro_rules! query {
    ($database:expr, $fetch:ident, $query:expr) => {
        match &$database.pools {
            $crate::database::pools::Pools::Sqlite { shop, .. } => $query.$fetch(shop).await,
            $crate::database::pools::Pools::Postgres { shop, .. } => $query.$fetch(shop).await,
        }
    };
}

/// The same for a statement, and gives how many rows it changed.
macro_rules! execute {
    ($database:expr, $query:expr) => {
        match &$database.pools {
            $crate::database::pools::Pools::Sqlite { shop, .. } => {
                $query.execute(shop).await.map(|done| done.rows_affected())
            }
            $crate::database::pools::Pools::Postgres { shop, .. } => {
                $query.execute(shop).await.map(|done| done.rows_affected())
            }
        }
    };
}

/// Does something with the guard of the one database or of the other.
macro_rules! with_guard {
    ($database:expr, |$guard:ident| $work:expr) => {
        match &$database.pools {
            $crate::database::pools::Pools::Sqlite { guard: $guard, .. } => $work,
            $crate::database::pools::Pools::Postgres { guard: $guard, .. } => $work,
        }
    };
}

pub(crate) use {execute, query, with_guard};

impl Database {
    /// Opens the database of this URL, `postgres://...` or `sqlite:FILE`, and brings its tables up to date. `replay_window`
    /// is how long notifications are remembered.
    ///
    /// # Errors
    ///
    /// [`DatabaseError`], in words of its own for each case.
    pub async fn open(url: &str, replay_window: Duration) -> Result<Database, DatabaseError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Database::postgres(url, replay_window).await;
        }
        match url.strip_prefix("sqlite:") {
            Some(file) => {
                Database::sqlite(Path::new(file.strip_prefix("//").unwrap_or(file)), replay_window).await
            }
            None => Err(DatabaseError::UnknownUrl),
        }
    }

    async fn sqlite(file: &Path, replay_window: Duration) -> Result<Database, DatabaseError> {
        let failed = |error| DatabaseError::File { file: file.to_owned(), error };
        if let Some(directory) = file.parent() {
            std::fs::create_dir_all(directory).map_err(|error| failed(error.into()))?;
        }
        let lock = FileLock::of(file)?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal);
        // SQLite lets one connection write at a time, and the others try again and again, in no order. The requests for a
        // single connection wait here, in the order in which they came.
        let pool = SqlitePoolOptions::new().max_connections(1).acquire_timeout(PATIENCE * 2);
        let shop = pool.connect_with(options).await.map_err(failed)?;
        MIGRATIONS.run(&shop).await.map_err(|error| failed(error.into()))?;
        let guard = SqliteGuard::new(shop.clone(), replay_window);
        guard.migrate().await?;
        Ok(Database { pools: Pools::Sqlite { shop, guard }, _lock: Some(Arc::new(lock)) })
    }

    async fn postgres(url: &str, replay_window: Duration) -> Result<Database, DatabaseError> {
        let options: PgConnectOptions = url.parse().map_err(DatabaseError::Url)?;
        let pool = PgPoolOptions::new().acquire_timeout(PATIENCE);
        let shop = pool.clone().connect_with(options.clone()).await.map_err(DatabaseError::Unreachable)?;
        MIGRATIONS.run(&shop).await?;
        let of_guard = pool.connect_with(options).await.map_err(DatabaseError::Unreachable)?;
        let guard = PostgresGuard::new(of_guard, replay_window);
        guard.migrate().await?;
        Ok(Database { pools: Pools::Postgres { shop, guard }, _lock: None })
    }
}
