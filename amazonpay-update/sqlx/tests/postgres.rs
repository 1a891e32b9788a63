//! The guard for PostgreSQL, in a server that these tests start.

mod support;

use amazonpay_update::ipn::{AnswerCount, Claim, OnceError, Outcome, ReplayGuard, once};
use amazonpay_update_sqlx::{GuardError, PostgresGuard};
use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection, PgPool};
use std::sync::LazyLock;
use std::time::Duration;
use support::proxy::{Fault, Proxy};
use support::scenarios;
use support::server::{Server, options};
use support::shop::{PERMISSION, PostgresShop, Shop, WINDOW};
use tokio::time::{sleep, timeout};

static SERVER: LazyLock<Server> = LazyLock::new(Server::start);

/// Each scenario, as a test with a schema of its own.
macro_rules! hold {
    ($($scenario:ident $(($($argument:expr),*))?),* $(,)?) => {$(
        #[tokio::test]
        async fn $scenario() {
            let shop = PostgresShop::new(&SERVER, stringify!($scenario)).await;
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
    with_the_old_recipe_it_does,
    a_count_that_is_gone_is_not_the_one_that_was_read,
    answers_are_stored_in_their_order(20),
}

#[tokio::test]
async fn without_its_tables_the_error_names_what_creates_them() {
    let pool = PgPool::connect_with(options(SERVER.socket()).options([("search_path", "nowhere")])).await;
    let guard = PostgresGuard::new(pool.expect("it runs"), WINDOW);
    let error = guard.claim("a").await.expect_err("there are none");
    assert!(matches!(error, GuardError::NotMigrated(_)), "{error:?}");
    assert!(error.to_string().contains("`migrate`"), "{error}");
}

#[tokio::test]
async fn all_processes_create_the_tables_at_once() {
    let shop = PostgresShop::new(&SERVER, "created_at_once").await;
    sqlx::raw_sql("DROP TABLE amazonpay_message, amazonpay_answer")
        .execute(&shop.pool)
        .await
        .expect("tables");
    let tasks: Vec<_> = (0..5)
        .map(|_| {
            let guard = shop.another().guard;
            tokio::spawn(async move { guard.migrate().await })
        })
        .collect();
    for task in tasks {
        task.await.expect("no panic").expect("it is created");
    }
    shop.handle("a").await.expect("it is handled");
}

/// COMMIT of a transaction in which a statement failed succeeds, and stores nothing.
#[tokio::test]
async fn an_error_that_the_effect_passes_over_is_not_confirmed() {
    let shop = PostgresShop::new(&SERVER, "passed_over").await;
    let passed_over = once(&shop.guard, "a", async |claim| {
        let mut claim = PostgresShop::note("a", claim).await?;
        assert!(PostgresShop::send("INSERT INTO no_such_table VALUES (1)", &mut claim).await.is_err());
        Ok::<_, sqlx::Error>(claim)
    });
    let error = passed_over.await.expect_err("nothing is stored");
    assert!(matches!(error, OnceError::Confirm(GuardError::StatementFailed(_))), "{error:?}");
    assert_eq!(shop.handle("a").await.expect("it is handled"), Outcome::Handled);
    assert_eq!(shop.notes().await, ["a"]);
}

/// Two messages about one permission: the second waits for the first to store its answer, and not for ever.
#[tokio::test]
async fn an_answer_does_not_wait_for_ever_for_another() {
    let shop = PostgresShop::new(&SERVER, "locked").await;
    let claim = async |message_id| match shop.guard.claim(message_id).await {
        Ok(Claim::Granted(claim)) => claim,
        other => panic!("{other:?}"),
    };
    let (mut first, mut second) = (claim("first").await, claim("second").await);
    assert!(shop.guard.count_answer(&mut first, &PERMISSION, 0).await.expect("nobody has it"));
    let error = timeout(Duration::from_secs(15), shop.guard.count_answer(&mut second, &PERMISSION, 0)).await;
    let error = error.expect("SNS waits for 15 seconds").expect_err("the first has it");
    assert!(matches!(error, GuardError::Locked(_)), "{error:?}");
    drop(second);
    shop.guard.confirm(first).await.expect("it is handled");
    let mut second = claim("second").await;
    assert!(
        !shop.guard.count_answer(&mut second, &PERMISSION, 0).await.expect("an answer"),
        "it was overtaken"
    );
    assert!(shop.guard.count_answer(&mut second, &PERMISSION, 1).await.expect("an answer"));
}

/// The way out that the error names.
#[tokio::test]
async fn what_may_fail_has_a_savepoint() {
    let shop = PostgresShop::new(&SERVER, "savepoint").await;
    let effect = once(&shop.guard, "a", async |mut claim| {
        let mut savepoint = claim.begin().await?;
        let failed = sqlx::query("INSERT INTO no_such_table VALUES (1)").execute(&mut *savepoint).await;
        assert!(failed.is_err());
        drop(savepoint);
        PostgresShop::note("a", claim).await
    });
    assert_eq!(effect.await.expect("it is handled"), Outcome::Handled);
    assert_eq!(shop.notes().await, ["a"]);
}

#[tokio::test]
async fn a_claim_that_is_held_too_long_is_undone() {
    let shop = PostgresShop::new(&SERVER, "held_too_long").await;
    let held = once(&shop.guard, "a", async |claim| {
        let mut claim = PostgresShop::note("a", claim).await?;
        // The guard's own limit takes too long for a test.
        PostgresShop::send("SET LOCAL idle_in_transaction_session_timeout = '100ms'", &mut claim).await?;
        let process: i32 = sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&mut *claim).await?;
        let lives = "SELECT count(*) FROM pg_stat_activity WHERE pid = $1";
        while sqlx::query_scalar::<_, i64>(lives).bind(process).fetch_one(&shop.pool).await? > 0 {
            sleep(Duration::from_millis(10)).await;
        }
        Ok::<_, sqlx::Error>(claim)
    });
    // With the guard's own limit it would be `HeldTooLong`.
    let error = held.await.expect_err("the server ended it");
    assert!(
        matches!(error, OnceError::Confirm(GuardError::Database(_) | GuardError::HeldTooLong(_))),
        "{error:?}"
    );
    assert_eq!(shop.handle("a").await.expect("it is handled"), Outcome::Handled);
    assert_eq!(shop.notes().await, ["a"]);
}

#[tokio::test]
async fn the_isolation_that_a_shop_prefers_makes_no_difference() {
    for level in ["repeatable read", "serializable"] {
        let options = options(SERVER.socket())
            .options([("search_path", "isolated"), ("default_transaction_isolation", level)]);
        let shop = PostgresShop::with(options, "isolated").await;
        scenarios::a_second_delivery_waits(shop.clone()).await;
        sqlx::raw_sql("DROP SCHEMA isolated CASCADE").execute(&shop.pool).await.expect("it is there");
    }
}

/// The server is gone while a message is handled: it is handled when the server is back.
#[tokio::test]
async fn a_database_that_is_gone_loses_nothing() {
    let server = Server::start();
    let shop = PostgresShop::new(&server, "gone").await;
    assert_eq!(shop.handle("before").await.expect("it is handled"), Outcome::Handled);
    let gone = once(&shop.guard, "a", async |claim| {
        let claim = PostgresShop::note("a", claim).await?;
        server.crash();
        Ok::<_, sqlx::Error>(claim)
    });
    let error = gone.await.expect_err("it is gone");
    assert!(matches!(error, OnceError::Confirm(GuardError::Database(_))), "{error:?}");
    // What the documentation says of a pool: SNS waits for 15 seconds.
    let pool = PgPoolOptions::new().acquire_timeout(Duration::from_secs(5));
    let pool = pool.connect_lazy_with(options(server.socket()).options([("search_path", "gone")]));
    let impatient = PostgresShop { guard: PostgresGuard::new(pool.clone(), WINDOW), pool };
    let error = timeout(Duration::from_secs(15), impatient.handle("a")).await.expect("before SNS gives up");
    let error = error.expect_err("it is gone");
    assert!(matches!(error, OnceError::Claim(GuardError::Database(_))), "{error:?}");
    assert_eq!(error.status().as_u16(), 503);
    server.run();
    assert_eq!(shop.handle("before").await.expect("it was handled"), Outcome::Duplicate);
    assert_eq!(shop.handle("a").await.expect("it is handled"), Outcome::Handled);
    assert_eq!(shop.notes().await, ["before", "a"]);
}

/// The connection breaks at COMMIT. Nobody knows then whether it was carried out; the next delivery finds out.
#[tokio::test]
async fn the_next_delivery_knows_whether_a_commit_was_carried_out() {
    for (fault, schema, then) in [
        (Fault::LosesAnswer, "answer_lost", Outcome::Duplicate),
        (Fault::LosesRequest, "request_lost", Outcome::Handled),
    ] {
        let proxy = Proxy::start(SERVER.socket(), "COMMIT\0");
        let shop =
            PostgresShop::with(options(proxy.socket()).options([("search_path", schema)]), schema).await;
        // The first claim removes old ids, and commits that.
        drop(shop.guard.claim("warm").await.expect("it is new"));
        proxy.set(fault);
        let error = shop.handle("a").await.expect_err("no answer came");
        assert!(matches!(error, OnceError::Confirm(GuardError::Database(_))), "{error:?}");
        assert_eq!(error.status().as_u16(), 503);
        assert_eq!(shop.handle("a").await.expect("the connection is back"), then, "{schema}");
        assert_eq!(shop.notes().await, ["a"]);
    }
}

/// SNS hangs up while the transaction begins: the connection goes back to the pool without one.
#[tokio::test]
async fn a_claim_that_is_dropped_halfway_leaves_no_transaction_to_others() {
    let proxy = Proxy::start(SERVER.socket(), "BEGIN ISOLATION");
    let shop = PostgresShop::new(&SERVER, "halfway").await;
    let one = options(proxy.socket()).options([("search_path", "halfway")]);
    let pool = PgPoolOptions::new().max_connections(1).connect_with(one).await.expect("it runs");
    let guard = PostgresGuard::new(pool.clone(), WINDOW);
    drop(guard.claim("warm").await.expect("it is new"));
    proxy.set(Fault::Slow);
    assert!(timeout(Duration::from_millis(300), guard.claim("a")).await.is_err(), "it is slow");
    sqlx::query("INSERT INTO note (text) VALUES ('the shop''s own')").execute(&pool).await.expect("a note");
    assert_eq!(shop.notes().await, ["the shop's own"]);
    assert!(matches!(guard.claim("a").await, Ok(Claim::Granted(_))));
}

#[tokio::test]
async fn ids_are_removed_while_others_do_the_same() {
    for (schema, level) in [("removed", "read committed"), ("removed_repeatable", "repeatable read")] {
        let options = options(SERVER.socket())
            .options([("search_path", schema), ("default_transaction_isolation", level)]);
        let shop = PostgresShop::with(options, schema).await;
        add_old_ids(&shop, 25_000).await;
        let tasks: Vec<_> = (0..4)
            .map(|_| {
                let shop = shop.another();
                tokio::spawn(async move {
                    for message_id in ["a", "b", "c"] {
                        shop.handle(message_id).await.expect("it is handled");
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("no panic");
        }
        assert_eq!(ids(&shop).await, 3, "{level}");
    }
}

/// Others remove ids that a snapshot taken before them still shows, so the isolation must be the guard's own.
#[tokio::test]
async fn a_removal_that_another_was_quicker_with_removes_the_rest() {
    let options = options(SERVER.socket())
        .options([("search_path", "quicker"), ("default_transaction_isolation", "repeatable read")]);
    let shop = PostgresShop::with(options, "quicker").await;
    add_old_ids(&shop, 2).await;
    // So that the other deletes a row after the removal has taken its snapshot.
    let slow = "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.3); RETURN NULL; END';
        CREATE TRIGGER slow BEFORE DELETE ON amazonpay_message FOR EACH STATEMENT EXECUTE FUNCTION slow()";
    sqlx::raw_sql(slow).execute(&shop.pool).await.expect("a trigger");
    let another = shop.another();
    let (removal, other) = tokio::join!(another.guard.claim("a"), async {
        sleep(Duration::from_millis(100)).await;
        let without_trigger = "SET session_replication_role = replica; DELETE FROM amazonpay_message WHERE message_id = 'old 1'; \
            RESET session_replication_role";
        sqlx::raw_sql(without_trigger).execute(&shop.pool).await
    });
    other.expect("it is deleted");
    drop(removal.expect("it is granted"));
    assert_eq!(ids(&shop).await, 0);
}

/// A new instance starts while another handles a message, with a user who may do no more than it must.
#[tokio::test]
async fn tables_that_are_there_need_no_right_to_create_them_and_no_claim_to_end() {
    let shop = PostgresShop::new(&SERVER, "granted").await;
    let grants = "CREATE ROLE clerk LOGIN; GRANT USAGE ON SCHEMA granted TO clerk;
        GRANT SELECT, INSERT, UPDATE, DELETE ON amazonpay_message, amazonpay_answer TO clerk;
        GRANT INSERT ON note TO clerk; GRANT USAGE ON SEQUENCE note_number_seq TO clerk";
    sqlx::raw_sql(grants).execute(&shop.pool).await.expect("grants");
    let Ok(Claim::Granted(claim)) = shop.guard.claim("a").await else { panic!("it is new") };
    let clerk = options(SERVER.socket()).username("clerk").options([("search_path", "granted")]);
    let pool = PgPool::connect_with(clerk).await.expect("it runs");
    let clerk = PostgresShop { guard: PostgresGuard::new(pool.clone(), WINDOW), pool };
    for guard in [&shop.guard, &clerk.guard] {
        let migrated = timeout(Duration::from_secs(30), guard.migrate()).await;
        migrated.expect("it does not wait").expect("all is there");
    }
    add_old_ids(&shop, 2).await;
    assert_eq!(clerk.handle("b").await.expect("it is handled"), Outcome::Handled);
    drop(claim);
    assert_eq!(ids(&shop).await, 1, "the old ones are removed");
}

/// Claims queue behind whoever waits to create an index, so that must not take long.
#[tokio::test]
async fn a_migration_does_not_wait_for_ever_for_a_claim() {
    // Of its own, for the other tests migrate too.
    let server = Server::start();
    let shop = PostgresShop::new(&server, "without_index").await;
    sqlx::raw_sql("DROP INDEX amazonpay_message_claimed_at").execute(&shop.pool).await.expect("it is there");
    let Ok(Claim::Granted(claim)) = shop.guard.claim("a").await else { panic!("it is new") };
    let migrated = timeout(Duration::from_secs(30), shop.guard.migrate()).await.expect("it has a limit");
    assert!(matches!(migrated, Err(GuardError::Locked(_))), "{migrated:?}");
    drop(claim);
    shop.guard.migrate().await.expect("nobody has it");
}

#[tokio::test]
async fn old_ids_that_cannot_be_removed_fail_no_message() {
    let shop = PostgresShop::new(&SERVER, "kept").await;
    add_old_ids(&shop, 2).await;
    let kept = "CREATE FUNCTION kept() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''kept''; END';
        CREATE TRIGGER kept BEFORE DELETE ON amazonpay_message FOR EACH ROW EXECUTE FUNCTION kept()";
    sqlx::raw_sql(kept).execute(&shop.pool).await.expect("a trigger");
    assert_eq!(shop.another().handle("a").await.expect("it is handled"), Outcome::Handled);
    assert_eq!(ids(&shop).await, 3);
}

async fn add_old_ids(shop: &PostgresShop, number: i32) {
    let add = "INSERT INTO amazonpay_message SELECT 'old ' || n, now() - interval '9 days', true FROM generate_series(1, $1) n";
    sqlx::query(add).bind(number).execute(&shop.pool).await.expect("rows");
}

async fn ids(shop: &PostgresShop) -> i64 {
    let count = sqlx::query_scalar("SELECT count(*) FROM amazonpay_message");
    count.fetch_one(&shop.pool).await.expect("a number")
}
