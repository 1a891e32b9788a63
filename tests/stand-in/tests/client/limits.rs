//! Times, sizes and trust.

use super::support::{self, builder, update_client};
use amazonpay_update::session::{
    ApiRequest, CallError, Client, ClientError, NextStep, SendError, StandIn, StartAgainReason,
};
use amazonpay_update_stand_in::{Fault, RetryAfter, Script, SessionState, When};
use http::StatusCode;
use std::time::{Duration, Instant};
use support::{SESSION, confirmed, recorded, session_id, stand_in};

/// Longer than any client here waits.
const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn retry_after_is_waited_for() {
    let server = stand_in().await;
    for retry_after in [RetryAfter::Seconds(1), RetryAfter::Date(2)] {
        let script = Script::first([Fault::ServiceUnavailable(retry_after)]);
        let session = server.session(confirmed(SESSION).script(script));
        let started = Instant::now();
        let step =
            update_client(&server).complete_checkout_session(&session_id(SESSION)).await.expect("signed");
        assert!(matches!(step, NextStep::Updated(_)), "{step:?}");
        assert!(started.elapsed() >= Duration::from_secs(1), "{retry_after:?}");
        assert_eq!(session.completions(), 1);
    }
}

#[tokio::test]
async fn a_retry_after_beyond_the_deadline_is_passed_on_at_once() {
    let server = stand_in().await;
    let script = Script::first([Fault::ServiceUnavailable(RetryAfter::Seconds(3600))]);
    let session = server.session(confirmed(SESSION).script(script));
    let step = update_client(&server).complete_checkout_session(&session_id(SESSION)).await.expect("signed");
    let NextStep::RetryLater { after, may_be_completed, .. } = step else { panic!("{step:?}") };
    assert_eq!(after, Some(Duration::from_secs(3600)));
    assert!(may_be_completed);
    assert_eq!((session.records().len(), session.completions()), (1, 0));
}

#[tokio::test]
async fn attempts_end() {
    let server = stand_in().await;
    let session = server.session(confirmed(SESSION).script(Script::from_fn(|_| Some(Fault::TooEarly))));
    let client = builder(&server).attempts(3).build().expect("a client");
    let response = client.send(&support::complete(SESSION)).await.expect("an answer");
    assert_eq!(response.status(), StatusCode::TOO_EARLY);
    assert_eq!(session.records().len(), 3);
}

#[tokio::test]
async fn a_lost_answer_is_asked_for() {
    let server = stand_in().await;
    let script = Script::first([Fault::Drop(When::AfterProcessing)]);
    let session = server.session(confirmed(SESSION).script(script));
    let once = builder(&server).attempts(1).build().expect("a client");
    let step = once.complete_checkout_session(&session_id(SESSION)).await.expect("signed");
    assert!(matches!(step, NextStep::AlreadyCompleted(_)), "{step:?}");
    let methods: Vec<_> = session.records().iter().map(|record| record.method.to_string()).collect();
    assert_eq!(methods, ["POST", "GET"]);
}

#[tokio::test]
async fn a_doubt_outlives_the_attempts_after_it() {
    let server = stand_in().await;
    let faults = [
        Fault::RequestTimeout,
        Fault::InternalServerError(When::BeforeProcessing),
        Fault::Drop(When::BeforeProcessing),
    ];
    for first in faults {
        server.session(confirmed(SESSION).script(Script::first([first.clone(), Fault::TooEarly])));
        let twice = builder(&server).attempts(2).build().expect("a client");
        let step = twice.complete_checkout_session(&session_id(SESSION)).await.expect("signed");
        assert!(matches!(step, NextStep::RetryLater { may_be_completed: true, .. }), "{first:?}: {step:?}");
    }
    server.session(confirmed(SESSION).script(Script::from_fn(|_| Some(Fault::TooEarly))));
    let step = update_client(&server).complete_checkout_session(&session_id(SESSION)).await.expect("signed");
    assert!(matches!(step, NextStep::RetryLater { may_be_completed: false, .. }), "{step:?}");
}

#[tokio::test]
async fn what_never_connected_leaves_no_doubt() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("https://localhost:{}", silent.local_addr().expect("an address").port());
    let server = stand_in().await;
    let client = Client::builder(support::signer())
        .stand_in(StandIn::new(address, server.ca_pem()))
        .attempts(1)
        .build()
        .expect("a client");
    // Nobody answers, so time passes at once, however slow the machine is.
    tokio::time::pause();
    let step = client.complete_checkout_session(&session_id(SESSION)).await.expect("signed");
    assert!(matches!(step, NextStep::RetryLater { may_be_completed: false, .. }), "{step:?}");
}

#[tokio::test]
async fn time_is_left_to_ask_for_a_late_answer() {
    let server = stand_in().await;
    let session = server.session(confirmed(SESSION).script(Script::first([Fault::Late(HOUR)])));
    let deadline = Duration::from_secs(240);
    let client = builder(&server).timeout(deadline).deadline(deadline).build().expect("a client");
    let call = tokio::spawn(async move { client.complete_checkout_session(&session_id(SESSION)).await });
    recorded(&session, 1).await;
    // Three quarters pass at once. The last is the time in which the second request is answered.
    tokio::time::pause();
    tokio::time::advance(deadline * 3 / 4).await;
    tokio::time::resume();
    let step = call.await.expect("no panic").expect("signed");
    assert!(matches!(step, NextStep::AlreadyCompleted(_)), "{step:?}");
}

#[tokio::test]
async fn every_time_and_number_is_taken() {
    let server = stand_in().await;
    for long in [Duration::MAX, Duration::from_secs(u64::MAX / 2), Duration::from_secs(1 << 40)] {
        server.session(confirmed(SESSION).script(Script::first([Fault::TooEarly])));
        let client = builder(&server)
            .timeout(long)
            .deadline(long)
            .backoff(Duration::ZERO, long)
            .attempts(u32::MAX)
            .build()
            .expect("a client");
        let step = client.complete_checkout_session(&session_id(SESSION)).await.expect("signed");
        assert!(matches!(step, NextStep::Updated(_)), "{step:?}");
        let waits = builder(&server).backoff(long, long).attempts(1).build().expect("a client");
        assert!(waits.send(&support::get(SESSION)).await.is_ok());
    }
    for none in [Duration::ZERO, Duration::from_nanos(1)] {
        let client = builder(&server).timeout(none).deadline(none).attempts(0).build().expect("a client");
        let step = client.complete_checkout_session(&session_id(SESSION)).await.expect("signed");
        assert!(matches!(step, NextStep::RetryLater { .. }), "{step:?}");
    }
}

#[tokio::test]
async fn the_deadline_ends_everything() {
    let server = stand_in().await;
    let session = server.session(confirmed(SESSION).script(Script::from_fn(|_| Some(Fault::Late(HOUR)))));
    let started = tokio::time::Instant::now();
    let deadline = Duration::from_secs(120);
    let client = builder(&server).timeout(HOUR).deadline(deadline).build().expect("a client");
    let call = tokio::spawn(async move { client.complete_checkout_session(&session_id(SESSION)).await });
    recorded(&session, 1).await;
    // No answer comes, so time passes at once.
    tokio::time::pause();
    let step = call.await.expect("no panic").expect("signed");
    assert!(matches!(step, NextStep::RetryLater { may_be_completed: true, .. }), "{step:?}");
    assert!(started.elapsed() < 2 * deadline, "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_dropped_call_can_be_made_again() {
    let server = stand_in().await;
    for (nth, late) in [0, 5, 10, 20, 40, 80].into_iter().enumerate() {
        let id = format!("acf951ea-32ee-4dea-916b-{nth:012}");
        let script = Script::first([Fault::Late(Duration::from_millis(40))]);
        let session = server.session(confirmed(&id).script(script));
        let client = update_client(&server);
        let id = session_id(&id);
        drop(tokio::time::timeout(Duration::from_millis(late), client.complete_checkout_session(&id)).await);
        let step = client.complete_checkout_session(&id).await.expect("signed");
        assert!(matches!(step, NextStep::Updated(_) | NextStep::AlreadyCompleted(_)), "{step:?}");
        assert_eq!(session.completions(), 1);
    }
}

#[tokio::test]
async fn the_buyers_reason_is_told() {
    let server = stand_in().await;
    let session = server.session(confirmed(SESSION));
    session.set_state(SessionState::Canceled(amazonpay_update_stand_in::CancelReason::Declined));
    let step = update_client(&server).complete_checkout_session(&session_id(SESSION)).await.expect("signed");
    assert_eq!(step, NextStep::StartAgain(StartAgainReason::Declined));
}

#[tokio::test]
async fn a_refusal_and_a_missing_answer_are_errors_of_a_get() {
    let server = stand_in().await;
    let refused =
        update_client(&server).get_checkout_session(&session_id(SESSION)).await.expect_err("unknown");
    let CallError::Answer(refused) = refused else { panic!("{refused}") };
    assert_eq!(refused.status(), StatusCode::NOT_FOUND);
    assert!(refused.request_id().is_some());

    server.session(confirmed(SESSION).script(Script::from_fn(|_| Some(Fault::Truncated))));
    let missing =
        update_client(&server).get_checkout_session(&session_id(SESSION)).await.expect_err("cut off");
    let CallError::Send(SendError::NoAnswer { attempts, arrived, .. }) = missing else { panic!("{missing}") };
    assert_eq!((attempts, arrived), (4, true));
}

#[tokio::test]
async fn nobody_else_is_trusted() {
    let (server, other) = (stand_in().await, stand_in().await);
    let session = server.session(confirmed(SESSION));
    let stand_in = StandIn::new(server.base_url(), other.ca_pem());
    let client = Client::builder(support::signer())
        .stand_in(stand_in)
        .backoff(Duration::ZERO, Duration::ZERO)
        .build()
        .expect("a client");
    let error = client.send(&support::complete(SESSION)).await.expect_err("another root");
    assert!(matches!(error, SendError::NoAnswer { arrived: false, .. }), "{error}");
    assert_eq!(session.records().len(), 0);
    let step = client.complete_checkout_session(&session_id(SESSION)).await.expect("signed");
    assert!(matches!(step, NextStep::RetryLater { may_be_completed: false, .. }), "{step:?}");
}

#[tokio::test]
async fn a_stand_in_is_reached_by_https_alone() {
    let root = stand_in().await.ca_pem().to_owned();
    for address in
        ["http://localhost:1", "localhost:1", "https://", "https://localhost/x", "https://u@localhost", ""]
    {
        let built = Client::builder(support::signer()).stand_in(StandIn::new(address, &root)).build();
        assert!(matches!(built, Err(ClientError::StandInAddress)), "{address}");
    }
    let built =
        Client::builder(support::signer()).stand_in(StandIn::new("https://localhost:1", "no PEM")).build();
    assert!(matches!(built, Err(ClientError::StandInCertificate)));
}

#[test]
fn its_futures_are_send() {
    fn assert_send<T: Send>(_: &T) {}
    let client = Client::new(support::signer()).expect("a client");
    let id = session_id(SESSION);
    let get = ApiRequest::get_checkout_session(&id);
    assert_send(&client.complete_checkout_session(&id));
    assert_send(&client.get_checkout_session(&id));
    assert_send(&client.send(&get));
}
