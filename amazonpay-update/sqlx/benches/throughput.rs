//! `cargo bench`: what a guarded notification costs, as a ratio to transactions of the same database in the same run.
//!
//! The things compared take turns, and the shortest of several rounds counts.

#[path = "../tests/support/server.rs"]
mod server;

use amazonpay_update::ipn::{Claim, ReplayGuard, once};
use amazonpay_update_sqlx::{PostgresClaim, PostgresGuard, SqliteClaim, SqliteGuard};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const ROUNDS: usize = 15;
const WINDOW: Duration = Duration::from_hours(2);
const EFFECT: &str = "INSERT INTO effect VALUES (1)";

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    runtime.block_on(async {
        postgres().await;
        sqlite().await;
    });
}

/// The tasks that are at work at the same time, each with as many operations.
#[derive(Clone, Copy)]
struct Load {
    tasks: usize,
    operations: usize,
}

impl Load {
    /// How long it takes.
    async fn time<S, F>(self, shared: &S, operation: impl Fn(S) -> F + Copy + Send + 'static) -> Duration
    where
        S: Clone + Send + Sync + 'static,
        F: Future<Output = ()> + Send,
    {
        let start = Instant::now();
        let tasks: Vec<_> = (0..self.tasks)
            .map(|_| {
                let shared = shared.clone();
                tokio::spawn(async move {
                    for _ in 0..self.operations {
                        operation(shared.clone()).await;
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("no panic");
        }
        start.elapsed()
    }
}

fn message_id() -> String {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    format!("message {}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// Prints the ratios for a database; a macro, for `sqlx` has its types one by one.
macro_rules! compare {
    ($database:literal, $load:expr, $pool:expr, $guard:ident, $claim:ty, $begin:literal) => {{
        let (load, pool): (Load, _) = ($load, $pool);
        sqlx::raw_sql("CREATE TABLE effect (number INTEGER)").execute(&pool).await.expect("a table");
        let guard = $guard::new(pool.clone(), WINDOW);
        guard.migrate().await.expect("tables");
        once(&guard, "handled", async |claim| Ok::<_, sqlx::Error>(claim)).await.expect("it is handled");
        let mut shortest = [Duration::MAX; 4];
        for _ in 0..ROUNDS {
            let times = [
                load.time(&pool, |pool| async move {
                    pool.begin_with($begin).await.expect("begun").commit().await.expect("committed");
                })
                .await,
                load.time(&pool, |pool| async move {
                    let mut transaction = pool.begin_with($begin).await.expect("begun");
                    sqlx::query(EFFECT).execute(&mut *transaction).await.expect("written");
                    transaction.commit().await.expect("committed");
                })
                .await,
                load.time(&guard, |guard| async move {
                    let effect = async |mut claim: $claim| {
                        sqlx::query(EFFECT).execute(&mut *claim).await?;
                        Ok::<_, sqlx::Error>(claim)
                    };
                    once(&guard, &message_id(), effect).await.expect("it is handled");
                })
                .await,
                load.time(&guard, |guard| async move {
                    assert!(matches!(guard.claim("handled").await, Ok(Claim::Done)));
                })
                .await,
            ];
            for (shortest, time) in shortest.iter_mut().zip(times) {
                *shortest = time.min(*shortest);
            }
        }
        let [empty, unguarded, guarded, duplicate] = shortest.map(|time| time.as_secs_f64());
        println!(
            concat!($database, ": empty transactions for a guarded notification: {:.2}"),
            guarded / empty
        );
        println!(concat!($database, ": unguarded effects for a guarded one: {:.2}"), guarded / unguarded);
        println!(concat!($database, ": empty transactions for a duplicate: {:.2}"), duplicate / empty);
    }};
}

async fn postgres() {
    let server = server::Server::start();
    let load = Load { tasks: 8, operations: 50 };
    let pool = server::pool_at(server.socket(), 8).await;
    compare!("PostgreSQL", load, pool, PostgresGuard, PostgresClaim, "BEGIN");
}

async fn sqlite() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = SqliteConnectOptions::new()
        .filename(directory.path().join("shop.sqlite"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal);
    // One transaction writes at a time, so more tasks would only wait.
    let load = Load { tasks: 1, operations: 100 };
    let pool = SqlitePool::connect_with(file).await.expect("a file");
    compare!("SQLite", load, pool, SqliteGuard, SqliteClaim, "BEGIN IMMEDIATE");
}
