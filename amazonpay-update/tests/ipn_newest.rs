//! The newest answer about a Charge Permission wins, however slow another one is.

use amazonpay_update::ipn::{AnswerCount, Claim, OnceError, Outcome, ReplayGuard, once, once_newest};
use amazonpay_update::{ChargePermissionId, charge_permission_id};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::pin::pin;
use std::sync::{Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};

const PERMISSION: ChargePermissionId = charge_permission_id!("B01-0000000-0000000");

/// A database of one wallet, whose transactions write when they are committed.
#[derive(Default)]
struct Database(Mutex<Committed>);

#[derive(Default)]
struct Committed {
    handled: BTreeSet<String>,
    stored: i64,
    wallet: &'static str,
}

struct Transaction {
    message_id: String,
    stored: Option<i64>,
    wallet: Option<&'static str>,
}

impl Database {
    fn committed(&self) -> MutexGuard<'_, Committed> {
        self.0.lock().expect("no panic")
    }
}

impl ReplayGuard for Database {
    type Claim = Transaction;
    type Error = Infallible;

    async fn claim(&self, message_id: &str) -> Result<Claim<Transaction>, Infallible> {
        Ok(if self.committed().handled.contains(message_id) {
            Claim::Done
        } else {
            Claim::Granted(Transaction { message_id: message_id.to_owned(), stored: None, wallet: None })
        })
    }

    async fn confirm(&self, claim: Transaction) -> Result<(), Infallible> {
        let mut committed = self.committed();
        committed.handled.insert(claim.message_id);
        committed.stored = claim.stored.unwrap_or(committed.stored);
        committed.wallet = claim.wallet.unwrap_or(committed.wallet);
        Ok(())
    }
}

impl AnswerCount for Database {
    async fn stored_answers(
        &self,
        message_id: &str,
        _: &ChargePermissionId,
    ) -> Result<Option<i64>, Infallible> {
        let committed = self.committed();
        Ok((!committed.handled.contains(message_id)).then_some(committed.stored))
    }

    async fn count_answer(
        &self,
        claim: &mut Transaction,
        _: &ChargePermissionId,
        stored: i64,
    ) -> Result<bool, Infallible> {
        let is_newest = self.committed().stored == stored;
        claim.stored = is_newest.then_some(stored + 1);
        Ok(is_newest)
    }
}

/// What a future gives that never waits.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

async fn write(answer: &'static str, mut claim: Transaction) -> Result<Transaction, &'static str> {
    claim.wallet = Some(answer);
    Ok(claim)
}

/// Handles a message with an answer.
fn handle(
    database: &Database,
    message_id: &str,
    fetch: impl Fn() -> &'static str,
) -> Result<Outcome, OnceError<Infallible, &'static str>> {
    at_once(once_newest(database, message_id, &PERMISSION, || async { Ok(fetch()) }, write))
}

#[test]
fn a_slow_answer_does_not_overwrite_a_newer_one() {
    let (database, amazon_pay) = (Database::default(), Cell::new("before the update"));
    let slow = || {
        let answer = amazon_pay.get();
        // While this answer is on its way the buyer updates, and the notification of that is handled.
        if amazon_pay.replace("after the update") == "before the update" {
            assert_eq!(handle(&database, "second", || amazon_pay.get()), Ok(Outcome::Handled));
        }
        answer
    };
    assert_eq!(handle(&database, "first", slow), Ok(Outcome::Handled));
    assert_eq!(database.committed().wallet, "after the update");
    assert_eq!(database.committed().handled.len(), 2);
}

#[test]
fn fetched_and_written_in_one_effect_it_does() {
    let (database, amazon_pay) = (Database::default(), Cell::new("before the update"));
    let old_recipe = |message_id, fetch: &dyn Fn() -> &'static str| {
        at_once(once(&database, message_id, |claim| write(fetch(), claim))).expect("it is handled")
    };
    old_recipe("first", &|| {
        let answer = amazon_pay.replace("after the update");
        old_recipe("second", &|| amazon_pay.get());
        answer
    });
    assert_eq!(database.committed().wallet, "before the update", "this is why there is `once_newest`");
}

#[test]
fn a_duplicate_fetches_nothing() {
    let database = Database::default();
    assert_eq!(handle(&database, "a", || "an answer"), Ok(Outcome::Handled));
    assert_eq!(handle(&database, "a", || panic!("it was handled")), Ok(Outcome::Duplicate));
}

#[test]
fn a_message_that_is_handled_during_the_fetch_is_a_duplicate() {
    let database = Database::default();
    let outcome = handle(&database, "a", || {
        assert_eq!(handle(&database, "a", || "the other delivery's"), Ok(Outcome::Handled));
        "an answer"
    });
    assert_eq!(outcome, Ok(Outcome::Duplicate));
    assert_eq!(database.committed().wallet, "the other delivery's");
}

#[test]
fn an_answer_that_is_always_overtaken_is_given_up_and_nothing_is_handled() {
    let (database, fetches) = (Database::default(), Cell::new(0));
    let overtaken = handle(&database, "a", || {
        fetches.set(fetches.get() + 1);
        database.committed().stored += 1;
        "an answer"
    });
    assert_eq!(overtaken, Err(OnceError::Overtaken { fetches: 8 }));
    assert_eq!(overtaken.expect_err("it is").status().as_u16(), 503);
    assert_eq!((fetches.get(), database.committed().handled.len()), (8, 0));
    assert_eq!(handle(&database, "a", || "an answer"), Ok(Outcome::Handled));
}

#[test]
fn an_answer_that_did_not_come_or_was_not_written_is_fetched_again() {
    let database = Database::default();
    let no_answer = || async { Err::<&'static str, _>("no answer") };
    let failed = at_once(once_newest(&database, "a", &PERMISSION, no_answer, write));
    assert_eq!(failed, Err(OnceError::Effect("no answer")));
    let not_written = async |_, _: Transaction| Err("the disk is full");
    let failed = at_once(once_newest(&database, "a", &PERMISSION, || async { Ok("an answer") }, not_written));
    assert_eq!(failed, Err(OnceError::Effect("the disk is full")));
    assert_eq!(database.committed().stored, 0);
    assert_eq!(handle(&database, "a", || "an answer"), Ok(Outcome::Handled));
    assert_eq!(database.committed().stored, 1);
}
