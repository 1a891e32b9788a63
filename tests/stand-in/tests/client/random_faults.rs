//! A thousand runs, each with faults of its own: nothing is done twice, and nothing is said that is not so.

use super::support::{self, builder, update_client};
use amazonpay_update::session::{Client, NextStep};
use amazonpay_update_stand_in::{
    CancelReason, CheckoutSession, Fault, Record, Script, SessionHandle, SessionState, StandIn as Server,
};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use tokio::task::JoinSet;

const RUNS: u64 = 1000;
const AT_ONCE: u64 = 20;

/// How long a client waits. On a slow machine it waits longer.
const LEAST_PATIENCE: Duration = Duration::from_millis(100);
const MOST_PATIENCE: Duration = Duration::from_secs(1);

/// Requests of a session that can meet a fault.
const FAULTY: u64 = 16;

#[derive(Clone, Copy)]
struct Run {
    seed: u64,
    /// How long an answer takes that comes too late.
    pause: Duration,
    state: SessionState,
    /// Amazon's own guard is away: only the idempotency key keeps a session from being completed twice.
    key_alone: bool,
}

impl Run {
    fn new(seed: u64, pause: Duration) -> Run {
        let state = match seed % 10 {
            0 => SessionState::Open,
            1 => SessionState::Completed,
            2 => SessionState::Canceled(CancelReason::Declined),
            _ => SessionState::Confirmed,
        };
        Run { seed, pause, state, key_alone: seed.is_multiple_of(3) }
    }

    fn id(self) -> String {
        format!("acf951ea-32ee-4dea-916b-{:012x}", self.seed)
    }

    fn register(self, server: &Server) -> SessionHandle {
        let mut random = fastrand::Rng::with_seed(self.seed);
        let (share, faulty) = (0.3 + 0.7 * random.f64(), random.u64(0..FAULTY));
        let script = Script::random(self.seed, share, Fault::every(self.pause)).limited_to(faulty);
        let session = CheckoutSession::new(self.id(), self.state).script(script);
        server.session(if self.key_alone { session.guarded_by_key_alone() } else { session })
    }
}

/// What a step says, for counting.
fn name(step: &NextStep) -> &'static str {
    match step {
        NextStep::Updated(_) => "updated",
        NextStep::AlreadyCompleted(_) => "already completed",
        NextStep::StartAgain(_) => "start again",
        NextStep::SetUpAgain(_) => "set up again",
        NextStep::RetryLater { may_be_completed: true, .. } => "retry later, in doubt",
        NextStep::RetryLater { .. } => "retry later",
        NextStep::FixConfiguration { .. } => "fix configuration",
    }
}

/// What the step says is so.
fn assert_true(step: &NextStep, run: Run, session: &SessionHandle) {
    let completed = session.state() == SessionState::Completed;
    match step {
        NextStep::Updated(answer) | NextStep::AlreadyCompleted(answer) => {
            assert!(completed, "{}: {step:?}", run.seed);
            assert_eq!(answer.checkout_session_id.as_ref().map(AsRef::as_ref), Some(session.id()));
        }
        NextStep::StartAgain(_) => assert!(!completed, "{}: {step:?}", run.seed),
        NextStep::RetryLater { may_be_completed, .. }
        | NextStep::FixConfiguration { may_be_completed, .. } => {
            let by_this_run = completed && run.state != SessionState::Completed;
            assert!(*may_be_completed || !by_this_run, "{}: {step:?}", run.seed);
        }
        NextStep::SetUpAgain(_) => panic!("{}: no permission is closed here", run.seed),
    }
}

/// The requests of one call: one key, each signed for itself and at its time.
fn assert_fresh(records: &[Record], seed: u64) {
    let posts: Vec<_> = records.iter().filter(|record| record.method == http::Method::POST).collect();
    let keys: HashSet<_> = posts.iter().map(|record| record.idempotency_key.as_deref()).collect();
    assert!(keys.len() <= 1 && !keys.contains(&None), "{seed}: {keys:?}");
    let gets = records.iter().filter(|record| record.method == http::Method::GET);
    assert!(gets.clone().all(|record| record.idempotency_key.is_none()));
    let mut signatures = HashSet::new();
    for record in records {
        assert!(record.signature_is_good, "{seed}");
        // What the network repeats, the client did not send twice.
        let repeated = record.fault == Some(Fault::DuplicateDelivery);
        assert!(
            signatures.insert(record.authorization.clone()) || repeated,
            "{seed}: a signature was sent twice"
        );
        let age = age(record);
        assert!(age <= Duration::from_secs(30), "{seed}: signed {age:?} before it was sent");
    }
}

fn age(record: &Record) -> Duration {
    let date = record.date.as_deref().expect("a date");
    let date = jiff::fmt::strtime::parse("%Y%m%dT%H%M%SZ", date).expect("basic ISO 8601");
    let date = date.to_datetime().expect("a date").to_zoned(jiff::tz::TimeZone::UTC).expect("UTC");
    record.time.duration_since(SystemTime::from(date.timestamp())).unwrap_or_default()
}

/// The time in which as many calls end as are made at once, when all goes well.
async fn patience(server: &Server) -> Duration {
    let client = update_client(server);
    let start = Instant::now();
    let mut calls = JoinSet::new();
    for number in 0..AT_ONCE {
        let id = format!("bcf951ea-32ee-4dea-916b-{number:012x}");
        server.session(CheckoutSession::new(&id, SessionState::Confirmed));
        let client = client.clone();
        calls.spawn(async move { client.complete_checkout_session(&id.parse().expect("an id")).await });
    }
    calls.join_all().await;
    start.elapsed().clamp(LEAST_PATIENCE, MOST_PATIENCE)
}

async fn go(run: Run, server: Arc<Server>, impatient: Client) -> Vec<&'static str> {
    let session = run.register(&server);
    let id = run.id().parse().expect("an id");
    let step = impatient.complete_checkout_session(&id).await.expect("signed");
    assert_true(&step, run, &session);
    assert_fresh(&session.records(), run.seed);
    assert!(session.completions() <= 1, "{}: completed twice", run.seed);
    let mut steps = vec![name(&step)];

    // The shop asks again, as it is told to; by now all goes well. With another key, where the key
    // alone guards the session, that would be another update.
    let settled = !matches!(step, NextStep::RetryLater { .. } | NextStep::FixConfiguration { .. });
    if run.state == SessionState::Confirmed && !settled && !run.key_alone {
        while u64::try_from(session.records().len()).is_ok_and(|requests| requests < FAULTY) {
            impatient.get_checkout_session(&id).await.ok();
        }
        let before = session.records().len();
        let step = update_client(&server).complete_checkout_session(&id).await.expect("signed");
        assert!(
            matches!(step, NextStep::Updated(_) | NextStep::AlreadyCompleted(_)),
            "{}: {step:?}",
            run.seed
        );
        assert_true(&step, run, &session);
        assert_fresh(&session.records()[before..], run.seed);
        assert_eq!(session.completions(), 1, "{}", run.seed);
        steps.push("asked again");
    }
    steps
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_runs_complete_each_session_once_or_say_truthfully_why_not() {
    let server = Arc::new(support::stand_in().await);
    let patience = patience(&server).await;
    let pause = patience * 3 / 2;
    let impatient = builder(&server).timeout(patience).attempts(3).build().expect("a client");
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for first in (0..RUNS).step_by(usize::try_from(AT_ONCE).expect("a small number")) {
        let mut tasks = JoinSet::new();
        for seed in first..first + AT_ONCE {
            tasks.spawn(go(Run::new(seed, pause), Arc::clone(&server), impatient.clone()));
        }
        for step in tasks.join_all().await.into_iter().flatten() {
            *counts.entry(step).or_default() += 1;
        }
    }
    assert_eq!(server.trap_visits(), 0, "a redirect was followed");

    // Every fault was there, and every kind of end but `retry later` without a doubt: for that, no attempt
    // may have met a fault that leaves one, and few runs are so lucky.
    let ends = [
        "already completed",
        "asked again",
        "fix configuration",
        "retry later, in doubt",
        "start again",
        "updated",
    ];
    assert!(ends.iter().all(|end| counts.contains_key(end)), "{counts:?}");
    let records = server.records();
    for fault in Fault::every(pause) {
        assert!(records.iter().any(|record| record.fault.as_ref() == Some(&fault)), "{fault:?}");
    }
}
