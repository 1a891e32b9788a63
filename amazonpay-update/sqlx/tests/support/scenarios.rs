//! What must hold with either database.

use super::shop::{Handled, PERMISSION, Shop, WINDOW};
use amazonpay_update::ipn::{AnswerCount, Claim, OnceError, Outcome, ReplayGuard, once, once_newest};
use amazonpay_update_sqlx::GuardError;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{Notify, Semaphore, oneshot};
use tokio::time::{sleep, timeout};

/// An error of an effect that has nothing to do with the database.
fn failure() -> sqlx::Error {
    sqlx::Error::Protocol("as expected".to_owned())
}

async fn granted<S: Shop>(shop: &S, message_id: &str) -> S::Claim {
    match shop.guard().claim(message_id).await {
        Ok(Claim::Granted(claim)) => claim,
        Ok(_) => panic!("{message_id} is claimed"),
        Err(error) => panic!("{error:?}"),
    }
}

fn assert_handled(handled: Handled) {
    assert_eq!(handled.expect("it is handled"), Outcome::Handled);
}

fn assert_duplicate(handled: Handled) {
    assert_eq!(handled.expect("it was handled"), Outcome::Duplicate);
}

pub(crate) async fn effect_and_id_become_permanent_together<S: Shop>(shop: S) {
    assert_handled(shop.handle("a").await);
    for _ in 0..3 {
        assert_duplicate(shop.handle("a").await);
    }
    assert_handled(shop.handle("A").await);
    assert_eq!(shop.notes().await, ["a", "A"]);
}

/// An effect that fails, is dropped halfway, or panics leaves nothing behind, and the message is handled next time.
pub(crate) async fn or_neither_does<S: Shop>(shop: S) {
    let failed = once(shop.guard(), "a", async |claim| {
        S::note("a", claim).await?;
        Err(failure())
    });
    assert!(matches!(failed.await, Err(OnceError::Effect(sqlx::Error::Protocol(_)))));

    let (written, is_written) = oneshot::channel();
    let hung = {
        let shop = shop.clone();
        tokio::spawn(async move {
            let effect = async |claim| {
                let claim = S::note("a", claim).await?;
                written.send(()).expect("the test waits");
                sleep(Duration::from_hours(1)).await;
                Ok::<_, sqlx::Error>(claim)
            };
            once(shop.guard(), "a", effect).await.map(drop)
        })
    };
    is_written.await.expect("it is written");
    hung.abort();
    assert!(hung.await.is_err_and(|error| error.is_cancelled()));

    let panicked = {
        let shop = shop.clone();
        tokio::spawn(async move {
            let effect = async |claim| -> Result<S::Claim, sqlx::Error> {
                S::note("a", claim).await?;
                panic!("as expected");
            };
            once(shop.guard(), "a", effect).await.map(drop)
        })
    };
    assert!(panicked.await.is_err_and(|error| error.is_panic()));

    drop(granted(&shop, "a").await);
    assert_eq!(shop.notes().await, [""; 0]);
    assert_handled(shop.handle("a").await);
    assert_eq!(shop.notes().await, ["a"]);
}

/// Two deliveries at once: the second waits for the first.
pub(crate) async fn a_second_delivery_waits<S: Shop>(shop: S) {
    let second = |shop: S| tokio::spawn(async move { shop.handle("a").await });

    let first = granted(&shop, "a").await;
    let waiting = second(shop.another());
    sleep(Duration::from_millis(300)).await;
    assert!(!waiting.is_finished(), "the first is not done");
    drop(first);
    assert_handled(waiting.await.expect("no panic"));
    assert_duplicate(shop.handle("a").await);

    let first = granted(&shop, "b").await;
    let waiting = {
        let shop = shop.another();
        tokio::spawn(async move { shop.handle("b").await })
    };
    sleep(Duration::from_millis(300)).await;
    let first = S::note("b", first).await.expect("it is written");
    shop.guard().confirm(first).await.expect("it is handled");
    assert_duplicate(waiting.await.expect("no panic"));
    assert_eq!(shop.notes().await, ["a", "b"]);
}

/// The effect is slower than SNS is patient: the next delivery is told to come again, the one after that that all is
/// done.
pub(crate) async fn a_slow_effect_is_not_overtaken_by_its_own_delivery<S: Shop>(shop: S) {
    let claim = granted(&shop, "a").await;
    let again = timeout(Duration::from_secs(15), shop.another().handle("a")).await;
    let again = again.expect("SNS waits for 15 seconds").expect_err("the first is not done");
    assert!(matches!(again, OnceError::InProgress | OnceError::Claim(GuardError::Locked(_))), "{again:?}");
    assert_eq!(again.status().as_u16(), 503);
    let claim = S::note("a", claim).await.expect("it is written");
    shop.guard().confirm(claim).await.expect("late is not too late");
    assert_duplicate(shop.handle("a").await);
    assert_eq!(shop.notes().await, ["a"]);
}

/// An effect that ends the transaction itself: an error, and the next delivery is handled.
pub(crate) async fn no_effect_ends_the_transaction<S: Shop>(shop: S) {
    for sql in ["COMMIT", "ROLLBACK", "COMMIT; BEGIN", "ROLLBACK; BEGIN"] {
        let ended = once(shop.guard(), sql, async |claim| {
            let mut claim = S::note(sql, claim).await?;
            S::send(sql, &mut claim).await?;
            S::note(sql, claim).await
        });
        let error = ended.await.expect_err("the effect ended it");
        assert!(matches!(error, OnceError::Confirm(GuardError::NotInTransaction)), "{sql}: {error:?}");
        assert_handled(shop.handle(sql).await);
        assert_duplicate(shop.handle(sql).await);
        assert!(shop.notes().await.iter().any(|note| note == sql));
    }
}

/// Ids are removed when they are older than the window and an hour, and no sooner.
pub(crate) async fn old_ids_are_removed_and_no_others<S: Shop>(shop: S) {
    let hour = 60 * 60;
    assert_handled(shop.handle("a").await);
    shop.age(WINDOW.as_secs() + hour - 60).await;
    // Each process looks with its first message.
    assert_handled(shop.another().handle("b").await);
    assert_duplicate(shop.handle("a").await);
    shop.age(120).await;
    assert_handled(shop.another().handle("c").await);
    assert_duplicate(shop.handle("b").await);
    assert_handled(shop.handle("a").await);
}

/// Somebody deletes the row between reading the number and counting.
pub(crate) async fn a_count_that_is_gone_is_not_the_one_that_was_read<S: Shop>(shop: S) {
    let mut claim = granted(&shop, "a").await;
    let mut count = async |stored| {
        if stored == 2 {
            S::send("DELETE FROM amazonpay_answer", &mut claim).await.expect("it is deleted");
        }
        shop.guard().count_answer(&mut claim, &PERMISSION, stored).await.expect("an answer")
    };
    assert_eq!([count(0).await, count(1).await, count(2).await, count(0).await], [true, true, false, true]);
}

/// A delivery that the test lets through when it wants to.
struct Delivery<'a, S> {
    shop: &'a S,
    amazon_pay: &'a Mutex<&'static str>,
    /// Amazon Pay has answered, and the answer is on its way.
    answered: Notify,
    /// Whether the answer arrives. Nobody may ask when it is closed.
    arrives: Semaphore,
}

impl<S: Shop> Delivery<'_, S> {
    /// What Amazon Pay says at this moment.
    async fn fetch(&self) -> Result<&'static str, sqlx::Error> {
        let answer = *self.amazon_pay.lock().expect("no panic");
        self.answered.notify_one();
        drop(self.arrives.acquire().await.expect("it may be fetched"));
        Ok(answer)
    }

    async fn newest(&self, message_id: &str) -> Handled {
        once_newest(self.shop.guard(), message_id, &PERMISSION, || self.fetch(), S::note).await
    }

    /// The recipe this project documented before.
    async fn old_recipe(&self, message_id: &str) -> Handled {
        once(self.shop.guard(), message_id, async |claim| S::note(self.fetch().await?, claim).await).await
    }
}

/// An answer from before the buyer's update arrives after one from after it, and both are handled by a recipe. The last
/// note is what the shop believes.
async fn overtaken<S: Shop>(shop: &S, recipe: impl AsyncFn(&Delivery<'_, S>, &'static str) -> Handled) {
    let amazon_pay = Mutex::new("before");
    let shops = (shop.another(), shop.another());
    let [first, second] = [(&shops.0, 0), (&shops.1, 1)].map(|(shop, arrive)| Delivery {
        shop,
        amazon_pay: &amazon_pay,
        answered: Notify::new(),
        arrives: Semaphore::new(arrive),
    });
    let (slow, fast) = tokio::join!(recipe(&first, "first"), async {
        first.answered.notified().await;
        *amazon_pay.lock().expect("no panic") = "after";
        let fast = recipe(&second, "second").await;
        first.arrives.add_permits(1);
        fast
    });
    assert_handled(slow);
    assert_handled(fast);
}

pub(crate) async fn a_slow_answer_does_not_overwrite_a_newer_one<S: Shop>(shop: S) {
    overtaken(&shop, async |delivery, message_id| delivery.newest(message_id).await).await;
    assert_eq!(shop.notes().await, ["after", "after"]);
    let arrives = Semaphore::new(0);
    arrives.close();
    let again = Delivery { shop: &shop, amazon_pay: &Mutex::default(), answered: Notify::new(), arrives };
    for message_id in ["first", "second"] {
        assert_duplicate(again.newest(message_id).await);
    }
}

/// The same deliveries with the old recipe, where nothing but the message is locked.
pub(crate) async fn with_the_old_recipe_it_does<S: Shop>(shop: S) {
    overtaken(&shop, async |delivery, message_id| delivery.old_recipe(message_id).await).await;
    assert_eq!(shop.notes().await, ["after", "before"], "this is why there is `once_newest`");
}

/// Many notifications of one permission at once: each is handled, and no note is older than the one before it.
pub(crate) async fn answers_are_stored_in_their_order<S: Shop>(shop: S, deliveries: usize) {
    let version = Arc::new(Mutex::new(0_usize));
    let tasks: Vec<_> = (0..deliveries)
        .map(|number| {
            let (shop, version) = (shop.clone(), Arc::clone(&version));
            tokio::spawn(async move {
                let fetch = || async {
                    let answer = *version.lock().expect("no panic");
                    sleep(Duration::from_millis(fastrand::u64(0..20))).await;
                    Ok(answer)
                };
                let store = async |answer: usize, claim| S::note(&format!("{answer:04}"), claim).await;
                loop {
                    sleep(Duration::from_millis(fastrand::u64(0..200))).await;
                    // What changed before the notification.
                    *version.lock().expect("no panic") += 1;
                    let id = format!("message {number}");
                    match once_newest(shop.guard(), &id, &PERMISSION, fetch, store).await {
                        Ok(outcome) => return outcome,
                        Err(OnceError::Overtaken { .. }) => {}
                        Err(error) => panic!("{error:?}"),
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.expect("no panic"), Outcome::Handled);
    }
    let notes = shop.notes().await;
    assert_eq!(notes.len(), deliveries);
    assert!(notes.is_sorted(), "{notes:?}");
    assert_eq!(notes.last(), Some(&format!("{:04}", version.lock().expect("no panic"))));
}
