//! A delivery from body to status, on no server in particular.

mod ipn_authority;
mod ipn_support;
mod signing_support;

use amazonpay_update::ipn::{
    FetchError, IpnError, MAX_CLOCK_SKEW, MemoryClaim, MemoryReplayGuard, Message, OnceError, Outcome,
    ReceiveError, ReplayGuard, Topics, Verifier, receive,
};
use http::StatusCode;
use ipn_authority::{authority, confirmation_at, days, notification_at, now};
use ipn_support::{Served, now_or_never};
use serde_json::Value;
use std::cell::RefCell;
use std::fmt::Debug;
use std::time::{Duration, SystemTime};

const HOUR: Duration = Duration::from_secs(60 * 60);

fn chain() -> Served {
    Served::new(Ok((authority().leaf.clone() + &authority().intermediate).into()))
}

fn guard() -> MemoryReplayGuard {
    MemoryReplayGuard::new(10, HOUR)
}

/// Receives a message now, with this effect.
fn received<G: ReplayGuard>(
    served: &Served,
    guard: &G,
    body: &Value,
    effect: impl FnOnce(Message) -> Result<(), &'static str>,
) -> Result<Outcome, ReceiveError<G::Error, &'static str>>
where
    G::Error: Debug,
{
    let verifier = authority().builder(served).build();
    let body = body.to_string();
    let effect = |message, claim| async { effect(message).map(|()| claim) };
    now_or_never(receive(&verifier, guard, body.as_bytes(), effect))
}

/// The status of a message that must not take effect.
#[track_caller]
fn refused(served: &Served, body: &Value) -> (u16, IpnError) {
    let result = received(served, &guard(), body, |message| panic!("{message:?} took effect"));
    let error = result.expect_err("it is refused");
    let status = error.status().as_u16();
    match error {
        ReceiveError::Refused(error) => (status, error),
        other => panic!("{other:?}"),
    }
}

/// A notification of now with another value of a member, signed when `sign` says so.
fn with(member: &str, value: impl Into<Value>, sign: bool) -> Value {
    let mut message = authority().notification().clone();
    message[member] = value.into();
    if sign { authority().signed(message) } else { message }
}

#[test]
fn a_message_takes_effect_once_and_every_delivery_is_answered_with_200() {
    let (served, guard, effects) = (chain(), guard(), RefCell::new(Vec::new()));
    let deliver = |body: &Value| {
        let outcome = received(&served, &guard, body, |message| {
            effects.borrow_mut().push(message.message_id().to_owned());
            Ok(())
        });
        let outcome = outcome.expect("it is handled");
        assert_eq!(outcome.status(), StatusCode::OK);
        outcome
    };
    let other = with("MessageId", "another", true);
    assert_eq!(deliver(authority().notification()), Outcome::Handled);
    assert_eq!(deliver(authority().notification()), Outcome::Duplicate);
    assert_eq!(deliver(&other), Outcome::Handled);
    assert_eq!(effects.into_inner(), ["5f2a1f51-1111-5e2f-9e3f-4f2f0f9d0001", "another"]);
}

#[test]
fn an_effect_that_failed_is_tried_again() {
    let (served, guard) = (chain(), guard());
    let message = authority().notification();
    let error = received(&served, &guard, message, |_| Err("the database is away")).expect_err("it failed");
    assert!(matches!(error, ReceiveError::Again(OnceError::Effect("the database is away"))), "{error:?}");
    assert_eq!(error.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(received(&served, &guard, message, |_| Ok(())).expect("it is handled"), Outcome::Handled);
}

#[test]
fn a_message_is_claimed_only_when_it_is_believed() {
    let (served, guard) = (chain(), guard());
    let forged = with("Message", "forged", false);
    received(&served, &guard, &forged, |_| Ok(())).expect_err("it is forged");
    let real = received(&served, &guard, authority().notification(), |_| Ok(()));
    assert_eq!(real.expect("the forged one claimed nothing"), Outcome::Handled);
}

#[test]
fn confirmations_reach_the_effect_as_what_they_are() {
    let served = chain();
    for kind in ["SubscriptionConfirmation", "UnsubscribeConfirmation"] {
        let message = authority().signed(confirmation_at(now(), kind));
        let outcome = received(&served, &guard(), &message, |message| match message {
            Message::SubscriptionConfirmation(_) if kind == "SubscriptionConfirmation" => Ok(()),
            Message::UnsubscribeConfirmation(_) if kind == "UnsubscribeConfirmation" => Ok(()),
            other => panic!("{other:?}"),
        });
        assert_eq!(outcome.expect("it is handled"), Outcome::Handled);
    }
}

#[test]
fn a_message_is_taken_for_the_whole_replay_window_and_no_longer() {
    let (served, first) = (chain(), now() + MAX_CLOCK_SKEW);
    let verifier = authority().builder(&served).max_age(HOUR).build();
    assert_eq!(verifier.replay_window(), HOUR + MAX_CLOCK_SKEW);
    let body = authority().signed(notification_at(first + MAX_CLOCK_SKEW)).to_string();
    let taken = |when| now_or_never(verifier.verify_at(body.as_bytes(), when));
    let second = Duration::from_secs(1);
    assert!(matches!(taken(first - second), Err(IpnError::FromTheFuture)));
    taken(first).expect("no sooner");
    taken(first + verifier.replay_window()).expect("no later");
    assert!(matches!(taken(first + verifier.replay_window() + second), Err(IpnError::TooOld { .. })));
}

#[test]
fn what_has_not_the_form_of_a_message_is_answered_with_400() {
    let served = chain();
    for (member, value) in [
        ("Type", Value::from("Other")),
        ("MessageId", Value::Null),
        ("MessageId", 1.into()),
        ("Subject", "two\nlines".into()),
        ("TopicArn", "arn:aws:sqs:us-east-1:291180941288:A1TOPIC".into()),
        ("Timestamp", "yesterday".into()),
        ("SignatureVersion", "3".into()),
        ("Signature", "not Base64".into()),
        ("SigningCertURL", "https://evil.example/a.pem".into()),
        ("SigningCertUrl", "https://evil.example/a.pem".into()),
    ] {
        let (status, error) = refused(&served, &with(member, value, false));
        assert_eq!(status, 400, "{member}: {error:?}");
    }
    let mut confirmation = confirmation_at(now(), "SubscriptionConfirmation");
    confirmation["SubscribeURL"] = "https://evil.example/".into();
    assert_eq!(refused(&served, &confirmation).0, 400);
    assert_eq!(refused(&served, &Value::from("a string")).0, 400);

    let verifier = authority().builder(&served).build();
    let posted = |body: &[u8]| now_or_never(verifier.verify(body)).expect_err("it is refused").status();
    for body in [&b"{"[..], b"\xFF", br#"{"a":1,"a":2}"#] {
        assert_eq!(posted(body), StatusCode::BAD_REQUEST);
    }
    assert_eq!(posted(&vec![b' '; 256 * 1024 + 1]), StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn what_is_not_believed_is_answered_with_403() {
    let (served, now) = (chain(), now());
    let at = |when: SystemTime| authority().signed(notification_at(when));
    for message in [
        with("TopicArn", "arn:aws:sns:us-east-1:291180941288:ANOTHER", false),
        with("Message", "forged", false),
        at(now - days(1)),
    ] {
        let (status, error) = refused(&served, &message);
        assert_eq!(status, 403, "{error:?}");
        assert!(!error.is_transient());
    }
}

#[test]
fn a_message_of_a_topic_that_is_not_expected_is_handled_when_the_topic_is() {
    let (served, guard) = (chain(), guard());
    let another = "arn:aws:sns:us-east-1:291180941288:ANOTHER";
    let message = with("TopicArn", another, true);
    let error = received(&served, &guard, &message, |message| panic!("{message:?} took effect"));
    assert_eq!(error.expect_err("it is not expected").status().as_u16(), 503);
    let topics = Topics::only([another.parse().expect("a topic")]);
    let verifier = Verifier::builder(topics, &served).roots(authority().roots()).build();
    let body = message.to_string();
    let outcome =
        now_or_never(receive(&verifier, &guard, body.as_bytes(), async |_, claim| Ok::<_, &str>(claim)));
    assert_eq!(outcome.expect("it is expected now"), Outcome::Handled);
}

#[test]
fn what_is_not_the_messages_fault_is_answered_with_503() {
    let authority = authority();
    let root = authority.root.clone();
    for served in [
        Err(FetchError::failed("the network is down")),
        Err(FetchError::Status(StatusCode::BAD_GATEWAY)),
        Err(FetchError::Status(StatusCode::NOT_FOUND)),
        Err(FetchError::TooLarge),
        Ok(root.into()),
    ] {
        let (status, error) = refused(&Served::new(served), authority.notification());
        assert!(matches!(error, IpnError::Fetch(_) | IpnError::Certificate(_)), "{error:?}");
        assert_eq!(status, 503, "{error:?}");
        assert!(error.is_transient());
    }
    let (status, error) =
        refused(&chain(), &with("TopicArn", "arn:aws:sns:us-east-1:291180941288:ANOTHER", true));
    assert!(matches!(error, IpnError::TopicNotAllowed { .. }), "{error:?}");
    assert_eq!((status, error.is_transient()), (503, true));
    let (status, error) = refused(&chain(), &with("SignatureVersion", "1", false));
    assert!(matches!(error, IpnError::Sha1NotAllowed), "{error:?}");
    assert_eq!((status, error.is_transient()), (503, true));
    assert!(error.to_string().contains("add `.allow_sha1()`"), "{error}");
    let (status, error) = refused(&chain(), &authority.signed(notification_at(now() + days(1))));
    assert!(matches!(error, IpnError::FromTheFuture), "{error:?}");
    assert_eq!(status, 503);
}

#[test]
fn what_receives_can_be_sent_between_threads() {
    fn sent<T: Send>(future: T) -> T {
        future
    }
    let (served, guard) = (chain(), guard());
    let verifier: Verifier<&Served> = authority().builder(&served).build();
    let effect = async |_: Message, claim: MemoryClaim| Ok::<_, &str>(claim);
    let body = authority().notification().to_string();
    now_or_never(sent(receive(&verifier, &guard, body.as_bytes(), effect))).expect("it is handled");
}
