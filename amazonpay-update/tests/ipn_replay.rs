//! The replay guard: every message takes effect once, however often and in whatever order it comes.

use amazonpay_update::ipn::{
    Claim, MemoryClaim, MemoryReplayGuard, OnceError, Outcome, ReplayGuard, ReplayGuardFull, once,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

const HOUR: Duration = Duration::from_secs(60 * 60);
const TASKS: usize = 8;

/// What a future gives that never waits.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

/// Claims a message that nobody holds.
#[track_caller]
fn granted(guard: &MemoryReplayGuard, message_id: &str) -> MemoryClaim {
    match at_once(guard.claim(message_id)) {
        Ok(Claim::Granted(claim)) => claim,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn assert_done(guard: &MemoryReplayGuard, message_id: &str) {
    assert!(matches!(at_once(guard.claim(message_id)), Ok(Claim::Done)));
}

#[track_caller]
fn assert_in_progress(guard: &MemoryReplayGuard, message_id: &str) {
    assert!(matches!(at_once(guard.claim(message_id)), Ok(Claim::InProgress)));
}

fn handle(guard: &MemoryReplayGuard, message_id: &str) {
    assert_eq!(at_once(guard.confirm(granted(guard, message_id))), Ok(()));
}

async fn effect<C>(claim: C) -> Result<C, Infallible> {
    Ok(claim)
}

#[test]
fn a_handled_message_is_a_duplicate_from_then_on() {
    let guard = MemoryReplayGuard::new(10, HOUR);
    assert_eq!(at_once(once(&guard, "a", effect)), Ok(Outcome::Handled));
    let never = async |_: MemoryClaim| panic!("a duplicate has no effect");
    assert_eq!(at_once(once::<_, _, Infallible>(&guard, "a", never)), Ok(Outcome::Duplicate));
    assert_eq!(at_once(once(&guard, "A", effect)), Ok(Outcome::Handled), "another message");
}

#[test]
fn a_message_whose_effect_failed_is_handled_again() {
    let guard = MemoryReplayGuard::new(10, HOUR);
    let failed = at_once(once(&guard, "a", async |_| Err("the database is away")));
    assert_eq!(failed, Err(OnceError::Effect("the database is away")));
    assert!(failed.unwrap_err().to_string().ends_with("the database is away"));
    assert_eq!(at_once(once(&guard, "a", effect)), Ok(Outcome::Handled));
}

#[test]
fn a_message_that_is_being_handled_is_not_handled_a_second_time() {
    let guard = MemoryReplayGuard::new(10, HOUR);
    let outcome = at_once(once(&guard, "a", async |claim| {
        assert_eq!(at_once(once(&guard, "a", effect)), Err(OnceError::InProgress));
        effect(claim).await
    }));
    assert_eq!(outcome, Ok(Outcome::Handled));
}

#[test]
fn a_handler_that_is_dropped_gives_its_message_back() {
    let guard = MemoryReplayGuard::new(10, HOUR);
    let mut endless = Box::pin(once(&guard, "a", async |claim| {
        std::future::pending::<()>().await;
        effect(claim).await
    }));
    assert!(endless.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    assert_in_progress(&guard, "a");
    drop(endless);
    assert_eq!(at_once(once(&guard, "a", effect)), Ok(Outcome::Handled));
}

#[test]
fn a_handler_that_panics_gives_its_message_back() {
    let guard = MemoryReplayGuard::new(10, HOUR);
    let panicking = guard.clone();
    let thread = std::thread::spawn(move || {
        let _ = at_once(once::<_, _, Infallible>(&panicking, "a", async |_| panic!("as expected")));
    });
    assert!(thread.join().is_err());
    assert_eq!(at_once(once(&guard, "a", effect)), Ok(Outcome::Handled));
}

#[test]
fn what_is_never_polled_claims_nothing() {
    let guard = MemoryReplayGuard::new(10, HOUR);
    drop(once(&guard, "a", effect));
    drop(guard.claim("a"));
    let unpolled = once(&guard, "a", effect);
    assert_eq!(guard.stats().in_progress, 0);
    assert_eq!(at_once(unpolled), Ok(Outcome::Handled));
}

#[test]
fn the_message_handled_first_gives_way() {
    let guard = MemoryReplayGuard::new(2, HOUR);
    let (first, second) = (granted(&guard, "claimed first"), granted(&guard, "claimed second"));
    assert_eq!(at_once(guard.confirm(second)), Ok(()));
    assert_eq!(at_once(guard.confirm(first)), Ok(()));
    handle(&guard, "new");
    assert_done(&guard, "claimed first");
    assert_done(&guard, "new");
    drop(granted(&guard, "claimed second"));
    assert_eq!(guard.stats().evicted, 2);
}

#[test]
fn a_message_that_is_being_handled_never_gives_way() {
    let guard = MemoryReplayGuard::new(2, HOUR);
    let (held, other) = (granted(&guard, "held"), granted(&guard, "other"));
    for _ in 0..3 {
        let full = at_once(once(&guard, "new", effect));
        assert!(matches!(full, Err(OnceError::Claim(ReplayGuardFull { capacity: 2, .. }))));
        assert_in_progress(&guard, "held");
        assert_in_progress(&guard, "other");
    }
    drop(other);
    for message_id in ["new", "newer", "newest"] {
        handle(&guard, message_id);
        assert_in_progress(&guard, "held");
    }
    assert_eq!(at_once(guard.confirm(held)), Ok(()));
    assert_done(&guard, "held");
}

#[test]
fn without_room_every_message_is_refused() {
    let guard = MemoryReplayGuard::new(0, HOUR);
    assert!(matches!(at_once(guard.claim("a")), Err(full) if full.capacity == 0));
}

#[test]
fn a_message_is_forgotten_after_its_time() {
    let guard = MemoryReplayGuard::new(10, Duration::ZERO);
    handle(&guard, "a");
    std::thread::sleep(Duration::from_millis(2));
    handle(&guard, "a");
    assert_eq!(guard.stats().evicted, 0);
}

/// A guard that writes down what it is asked, and fails where it is told to.
#[derive(Default)]
struct Scripted {
    asked: Mutex<Vec<String>>,
    fails_at: &'static str,
}

#[derive(Debug, PartialEq, thiserror::Error)]
#[error("the database is away")]
struct Away;

impl Scripted {
    fn note(&self, step: &str, message_id: &str) -> Result<(), Away> {
        self.asked.lock().expect("no panic").push(format!("{step} {message_id}"));
        if self.fails_at == step { Err(Away) } else { Ok(()) }
    }
}

impl ReplayGuard for Scripted {
    type Claim = String;
    type Error = Away;

    async fn claim(&self, message_id: &str) -> Result<Claim<String>, Away> {
        self.note("claim", message_id).map(|()| Claim::Granted(message_id.to_owned()))
    }

    async fn confirm(&self, claim: String) -> Result<(), Away> {
        self.note("confirm", &claim)
    }
}

#[track_caller]
fn assert_asked(
    fails_at: &'static str,
    effect: Result<(), &'static str>,
    outcome: &Result<Outcome, OnceError<Away, &'static str>>,
    asked: &[&str],
) {
    let guard = Scripted { fails_at, ..Scripted::default() };
    let got = at_once(once(&guard, "a", async |claim: String| {
        let _ = guard.note("effect", &claim);
        effect.map(|()| claim)
    }));
    assert_eq!(got, *outcome);
    assert_eq!(*guard.asked.lock().expect("no panic"), asked);
}

#[test]
fn a_guard_is_asked_in_order() {
    assert_asked("", Ok(()), &Ok(Outcome::Handled), &["claim a", "effect a", "confirm a"]);
    let failed = Err(OnceError::Effect("no"));
    assert_asked("", Err("no"), &failed, &["claim a", "effect a"]);
}

#[test]
fn a_guard_that_fails_is_an_error_of_its_own() {
    assert_asked("claim", Ok(()), &Err(OnceError::Claim(Away)), &["claim a"]);
    let unmarked = Err(OnceError::Confirm(Away));
    assert_asked("confirm", Ok(()), &unmarked, &["claim a", "effect a", "confirm a"]);
}

/// Every message of so many, one to four times, shuffled.
fn deliveries(messages: usize, rng: &mut fastrand::Rng) -> VecDeque<usize> {
    let mut deliveries: Vec<usize> =
        (0..messages).flat_map(|message| std::iter::repeat_n(message, rng.usize(1..=4))).collect();
    rng.shuffle(&mut deliveries);
    deliveries.into()
}

fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(TASKS).build().expect("threads")
}

/// What became of all deliveries.
#[derive(Debug, Default)]
struct Tally {
    effects: Vec<AtomicUsize>,
    tries: Vec<AtomicUsize>,
    handled: AtomicUsize,
    duplicates: AtomicUsize,
    failed: AtomicUsize,
    in_progress: AtomicUsize,
}

/// Delivers messages from several tasks until each delivery was answered with `Ok`; the effect of a
/// message fails as often as told.
///
/// The effect of `awaited`, if there is one, lasts until another delivery has met it.
fn deliver_all(
    deliveries: VecDeque<usize>,
    messages: usize,
    failures: fn(usize) -> usize,
    awaited: Option<usize>,
) -> Tally {
    let counters = || (0..messages).map(|_| AtomicUsize::new(0)).collect();
    let tally = Arc::new(Tally { effects: counters(), tries: counters(), ..Tally::default() });
    let queue = Arc::new(Mutex::new(deliveries));
    let guard = MemoryReplayGuard::new(messages, HOUR);
    let runtime = runtime();
    let tasks: Vec<_> = (0..TASKS)
        .map(|_| {
            let (tally, queue, guard) = (Arc::clone(&tally), Arc::clone(&queue), guard.clone());
            runtime.spawn(async move {
                loop {
                    let next = queue.lock().expect("no panic").pop_front();
                    let Some(message) = next else { break };
                    let effect = async |claim| {
                        let tried = tally.tries[message].fetch_add(1, Ordering::Relaxed);
                        tokio::task::yield_now().await;
                        while awaited == Some(message) && tally.in_progress.load(Ordering::Relaxed) == 0 {
                            tokio::task::yield_now().await;
                        }
                        if tried < failures(message) {
                            return Err("not this time");
                        }
                        tally.effects[message].fetch_add(1, Ordering::Relaxed);
                        tokio::task::yield_now().await;
                        Ok(claim)
                    };
                    let counter = match once(&guard, &format!("message {message}"), effect).await {
                        Ok(Outcome::Handled) => &tally.handled,
                        Ok(Outcome::Duplicate) => &tally.duplicates,
                        Err(error) => {
                            queue.lock().expect("no panic").push_back(message);
                            // Who is handling it may be waiting for this very thread.
                            tokio::task::yield_now().await;
                            if error == OnceError::InProgress { &tally.in_progress } else { &tally.failed }
                        }
                    };
                    let times = counter.fetch_add(1, Ordering::Relaxed);
                    assert!(times < 2_000_000, "a message is never given back");
                }
            })
        })
        .collect();
    for task in tasks {
        runtime.block_on(task).expect("no panic");
    }
    let stats = guard.stats();
    assert_eq!((stats.in_progress, stats.done, stats.evicted), (0, messages, 0));
    Arc::into_inner(tally).expect("the tasks have ended")
}

#[track_caller]
fn assert_once_each(tally: &Tally, messages: usize, delivered: usize) {
    let wrong = tally.effects.iter().filter(|count| count.load(Ordering::Relaxed) != 1).count();
    assert_eq!(wrong, 0, "messages without one effect");
    let count = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
    assert_eq!(count(&tally.handled), messages);
    assert_eq!(count(&tally.duplicates), delivered - messages);
}

const MANY: usize = 100_000;

#[test]
fn a_hundred_thousand_messages_take_effect_once_each() {
    let deliveries = deliveries(MANY, &mut fastrand::Rng::with_seed(1));
    let delivered = deliveries.len();
    assert!(delivered > 2 * MANY, "there are duplicates");
    let tally = deliver_all(deliveries, MANY, |_| 0, None);
    assert_once_each(&tally, MANY, delivered);
    assert_eq!(tally.failed.into_inner(), 0);
}

#[test]
fn a_hundred_thousand_messages_take_effect_once_each_though_handlers_fail() {
    // Half of them fail, up to three times.
    fn failures(message: usize) -> usize {
        fastrand::Rng::with_seed(message as u64).usize(0..6).saturating_sub(2)
    }
    let deliveries = deliveries(MANY, &mut fastrand::Rng::with_seed(2));
    let delivered = deliveries.len();
    let tally = deliver_all(deliveries, MANY, failures, None);
    assert_once_each(&tally, MANY, delivered);
    let expected: usize = (0..MANY).map(failures).sum();
    assert!(expected > MANY / 2, "handlers fail");
    assert_eq!(tally.failed.into_inner(), expected);
}

#[test]
fn messages_that_come_from_everywhere_at_once_take_effect_once_each() {
    let messages = 2_000;
    let deliveries: VecDeque<usize> =
        (0..messages).flat_map(|message| std::iter::repeat_n(message, TASKS)).collect();
    let tally = deliver_all(deliveries, messages, |message| message % 2, Some(0));
    assert_once_each(&tally, messages, messages * TASKS);
    assert!(tally.in_progress.into_inner() > 0, "deliveries met");
}

#[derive(Clone, Debug)]
enum Step {
    Claim(u8),
    Confirm(u8),
    Release(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        2 => any::<u8>().prop_map(Step::Claim),
        1 => any::<u8>().prop_map(Step::Confirm),
        1 => any::<u8>().prop_map(Step::Release),
    ];
    proptest::collection::vec(step, 0..400)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_holds_what_it_should_and_never_more_than_its_capacity(capacity in 0..12_usize, steps in steps()) {
        let guard = MemoryReplayGuard::new(capacity, HOUR);
        let mut held = BTreeMap::new();
        let mut done = VecDeque::new();
        for step in steps {
            match step {
                Step::Claim(number) => {
                    let number = number % 24;
                    match at_once(guard.claim(&number.to_string())) {
                        Ok(Claim::Granted(claim)) => {
                            prop_assert!(!done.contains(&number));
                            if held.len() + done.len() == capacity {
                                done.pop_front();
                            }
                            prop_assert!(held.insert(number, claim).is_none());
                        }
                        Ok(Claim::InProgress) => prop_assert!(held.contains_key(&number)),
                        Ok(Claim::Done) => prop_assert!(done.contains(&number)),
                        Err(ReplayGuardFull { .. }) => {
                            prop_assert!(!held.contains_key(&number));
                            prop_assert_eq!(held.len(), capacity);
                        }
                    }
                }
                Step::Confirm(number) => {
                    if let Some(claim) = held.remove(&(number % 24)) {
                        prop_assert_eq!(at_once(guard.confirm(claim)), Ok(()));
                        done.push_back(number % 24);
                    }
                }
                Step::Release(number) => {
                    drop(held.remove(&(number % 24)));
                }
            }
            let stats = guard.stats();
            prop_assert_eq!((stats.in_progress, stats.done), (held.len(), done.len()));
            prop_assert!(stats.in_progress + stats.done <= capacity);
        }
    }
}
