//! The guard for SQLite, in a file.

mod support;

use amazonpay_update::ipn::{Claim, ReplayGuard};
use amazonpay_update_sqlx::{GuardError, SqliteGuard};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use support::scenarios;
use support::shop::{Shop, SqliteShop, WINDOW};

/// Each scenario, as a test with a file of its own.
macro_rules! hold {
    ($($scenario:ident $(($($argument:expr),*))?),* $(,)?) => {$(
        #[tokio::test]
        async fn $scenario() {
            let directory = tempfile::tempdir().expect("a directory");
            let shop = SqliteShop::new(&directory.path().join("shop.sqlite")).await;
            scenarios::$scenario(shop, $($($argument),*)?).await;
        }
    )*};
}

hold! {
    effect_and_id_become_permanent_together,
    or_neither_does,
    a_second_delivery_waits,
    a_slow_effect_is_not_overtaken_by_its_own_delivery,
    no_effect_ends_the_transaction,
    old_ids_are_removed_and_no_others,
    a_slow_answer_does_not_overwrite_a_newer_one,
    a_count_that_is_gone_is_not_the_one_that_was_read,
    answers_are_stored_in_their_order(20),
}

#[tokio::test]
async fn without_its_tables_the_error_names_what_creates_them() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = SqliteConnectOptions::new().filename(directory.path().join("new")).create_if_missing(true);
    let guard = SqliteGuard::new(SqlitePool::connect_with(file).await.expect("a file"), WINDOW);
    let error = guard.claim("a").await.expect_err("there are none");
    assert!(matches!(error, GuardError::NotMigrated(_)), "{error:?}");
    assert!(error.to_string().contains("`migrate`"), "{error}");
}

#[tokio::test]
async fn what_was_handled_is_in_the_file() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("shop.sqlite");
    let shop = SqliteShop::new(&file).await;
    shop.handle("a").await.expect("it is handled");
    shop.pool.close().await;
    let shop = SqliteShop::new(&file).await;
    assert!(matches!(shop.guard.claim("a").await, Ok(Claim::Done)));
}

/// As when the disk is full. The effect may return the error, or pass over it.
#[tokio::test]
async fn a_transaction_that_sqlite_ended_is_not_confirmed_and_its_connection_not_used_again() {
    let directory = tempfile::tempdir().expect("a directory");
    for connections in [1, 2, 10] {
        let file = directory.path().join(connections.to_string());
        let shop = SqliteShop::with(&file, connections).await;
        let full = "CREATE TRIGGER full BEFORE INSERT ON note WHEN new.text = 'full' BEGIN SELECT RAISE(ROLLBACK, 'full'); END";
        sqlx::raw_sql(full).execute(&shop.pool).await.expect("a trigger");
        // More often than the pool has connections.
        for message_id in (0..30).map(|number| number.to_string()) {
            let Ok(Claim::Granted(mut claim)) = shop.guard.claim(&message_id).await else {
                panic!("it is new")
            };
            assert!(SqliteShop::send("INSERT INTO note (text) VALUES ('full')", &mut claim).await.is_err());
            if message_id.ends_with(['0', '2', '4', '6', '8']) {
                drop(claim);
            } else {
                let error = shop.guard.confirm(claim).await.expect_err("SQLite ended it");
                assert!(matches!(error, GuardError::NotInTransaction), "{error:?}");
            }
            // With two connections, one is broken and one is whole, and the pool gives them in turn.
            for _ in 0..3 {
                assert!(matches!(shop.guard.claim(&message_id).await, Ok(Claim::Granted(_))));
            }
        }
        shop.handle("0").await.expect("it is handled");
        assert_eq!(shop.notes().await, ["0"]);
    }
}

#[tokio::test]
async fn who_reads_does_not_wait_for_a_claim() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("shop.sqlite");
    let shop = SqliteShop::new(&file).await;
    let Ok(Claim::Granted(claim)) = shop.guard.claim("a").await else { panic!("it is new") };
    let reader = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&file).read_only(true));
    let notes: i64 = sqlx::query_scalar("SELECT count(*) FROM note")
        .fetch_one(&reader.await.expect("a file"))
        .await
        .expect("it does not wait");
    assert_eq!(notes, 0);
    drop(claim);
}

#[tokio::test]
async fn old_ids_that_cannot_be_removed_fail_no_message() {
    let directory = tempfile::tempdir().expect("a directory");
    let shop = SqliteShop::new(&directory.path().join("shop.sqlite")).await;
    let kept = "INSERT INTO amazonpay_message VALUES ('old', 0);
        CREATE TRIGGER kept BEFORE DELETE ON amazonpay_message BEGIN SELECT RAISE(ABORT, 'kept'); END";
    sqlx::raw_sql(kept).execute(&shop.pool).await.expect("a trigger");
    shop.handle("a").await.expect("it is handled");
    assert!(matches!(shop.guard.claim("old").await, Ok(Claim::Done)), "it was due, and it failed");
}
