//! A certificate is fetched once and kept while it is good.

mod ipn_authority;
mod ipn_support;
mod signing_support;

use amazonpay_update::ipn::{
    CertificateError, CertificateFetcher, CertificateUrl, DynCertificateFetcher, FetchError, IpnError,
    IssuerUrl, MAX_FETCHES, Message, Topics, Verifier,
};
use ipn_authority::{CERTIFICATE_URL, TOPIC, authority, days, leaf_for, notification_at, now};
use ipn_support::{Answer, Served, now_or_never};
use std::collections::VecDeque;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

const OTHER_TOPIC: &str = "arn:aws:sns:us-east-1:111122223333:mine";

fn chain() -> Vec<u8> {
    (authority().leaf.clone() + &authority().intermediate).into()
}

fn verify_at(verifier: &Verifier<&Served>, when: SystemTime) -> Result<Message, IpnError> {
    let message = authority().signed(notification_at(when)).to_string();
    now_or_never(verifier.verify_at(message.as_bytes(), when))
}

#[test]
fn the_next_message_needs_no_fetch() {
    let served = Served::new(Ok(chain()));
    let verifier = authority().builder(&served).build();
    for _ in 0..3 {
        verify_at(&verifier, now()).expect("a good message");
    }
    assert_eq!(served.fetches.into_inner(), 1);
}

#[test]
fn a_certificate_is_kept_no_longer_than_its_chain_is_good() {
    let leaf =
        authority().issue("leaf", "intermediate", &leaf_for("extendedKeyUsage=serverAuth"), "-days 20");
    let served = Served::new(Ok((leaf + &authority().intermediate).into()));
    let verifier = authority().builder(&served).build();
    verify_at(&verifier, now()).expect("all are valid");
    // The leaf is good for 20 days, and its issuer for 10.
    let refused = verify_at(&verifier, now() + days(11)).unwrap_err();
    assert!(matches!(refused, IpnError::Certificate(CertificateError::IssuerNotValid)), "{refused:?}");
    assert_eq!(served.fetches.load(Ordering::Relaxed), 2, "it was fetched again, for it might be a new one");
}

#[test]
fn a_pinned_certificate_is_kept_no_longer_than_it_is_good() {
    let served = Served::new(Ok(chain()));
    let builder = Verifier::builder(Topics::any(), &served).pin_certificates_from_pem(&authority().leaf);
    let verifier = builder.expect("a certificate").build();
    verify_at(&verifier, now()).expect("it is valid");
    let refused = verify_at(&verifier, now() + days(21)).unwrap_err();
    assert!(matches!(refused, IpnError::Certificate(CertificateError::Expired)), "{refused:?}");
}

#[test]
fn a_failure_is_forgotten_after_seconds() {
    let served = Served::new(Err(FetchError::failed("the network is down")));
    let verifier = authority().builder(&served).build();
    for (seconds, fetches) in [(10, 1), (14, 1), (16, 2), (17, 2), (13, 2), (10, 3)] {
        let refused = verify_at(&verifier, now() + Duration::from_secs(seconds)).unwrap_err();
        assert!(refused.is_transient());
        assert_eq!(served.fetches.load(Ordering::Relaxed), fetches, "after {seconds} seconds");
    }
}

/// Fails slowly, as when no answer comes in time.
struct TimesOut(AtomicUsize);

impl CertificateFetcher for &TimesOut {
    async fn signing_certificate(&self, _: &CertificateUrl) -> Answer {
        self.0.fetch_add(1, Ordering::Relaxed);
        std::thread::sleep(Duration::from_millis(200));
        Err(FetchError::failed("there was no answer in time"))
    }

    async fn issuer_certificate(&self, _: &IssuerUrl) -> Answer {
        Err(FetchError::failed("there was no answer in time"))
    }
}

#[test]
fn a_failure_is_kept_from_when_it_is_known() {
    let times_out = TimesOut(AtomicUsize::new(0));
    let verifier = Verifier::builder(Topics::any(), &times_out).build();
    let body = authority().notification().to_string();
    for milliseconds in [0, 5100, 0] {
        let when = now() + Duration::from_millis(milliseconds);
        let refused = now_or_never(verifier.verify_at(body.as_bytes(), when)).unwrap_err();
        assert!(refused.is_transient());
    }
    assert_eq!(times_out.0.into_inner(), 1);
}

#[test]
fn the_certificates_kept_are_bounded() {
    let served = Served::new(Ok(chain()));
    let verifier = authority().builder(&served).build();
    let fetch_each = || {
        for number in 0..40 {
            let mut message = authority().notification().clone();
            message["SigningCertURL"] =
                CERTIFICATE_URL.replace("0123456789", &format!("{number:010}")).into();
            now_or_never(verifier.verify_at(message.to_string().as_bytes(), now())).expect("a good message");
        }
        served.fetches.swap(0, Ordering::Relaxed)
    };
    assert_eq!(fetch_each(), 40);
    assert!(fetch_each() >= 40 - 16, "more than 16 were kept");
}

/// Serves one certificate, and fails for all others at once.
struct One {
    fetches: AtomicUsize,
}

impl CertificateFetcher for &One {
    async fn signing_certificate(&self, url: &CertificateUrl) -> Answer {
        if url.as_str() == CERTIFICATE_URL {
            self.fetches.fetch_add(1, Ordering::Relaxed);
            return Ok(chain());
        }
        Err(FetchError::Status(http::StatusCode::NOT_FOUND))
    }

    async fn issuer_certificate(&self, _: &IssuerUrl) -> Answer {
        Err(FetchError::failed("the whole chain was served"))
    }
}

#[test]
fn failures_push_no_certificate_out() {
    let one = One { fetches: AtomicUsize::new(0) };
    let topics = Topics::only([TOPIC.parse().expect("a topic")]);
    let verifier = Verifier::builder(topics, &one).roots(authority().roots()).build();
    let body = authority().notification().to_string();
    for used in [1, 2, 10] {
        for _ in 0..used {
            now_or_never(verifier.verify_at(body.as_bytes(), now())).expect("a genuine message");
        }
        for number in (0..64).flat_map(|number| [number, number]).chain(0..64) {
            let mut message = authority().notification().clone();
            message["SigningCertURL"] =
                CERTIFICATE_URL.replace("0123456789", &format!("{number:010}")).into();
            now_or_never(verifier.verify_at(message.to_string().as_bytes(), now()))
                .expect_err("nobody has it");
        }
    }
    assert_eq!(one.fetches.into_inner(), 1, "it was fetched again");
}

/// Answers when it is told to.
struct Slow {
    ready: AtomicBool,
    fetches: AtomicUsize,
}

impl CertificateFetcher for &Slow {
    async fn signing_certificate(&self, _: &CertificateUrl) -> Answer {
        self.fetches.fetch_add(1, Ordering::Relaxed);
        std::future::poll_fn(|_| {
            if self.ready.load(Ordering::Relaxed) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        Ok(chain())
    }

    async fn issuer_certificate(&self, _: &IssuerUrl) -> Answer {
        Err(FetchError::failed("the whole chain was served"))
    }
}

#[test]
fn those_who_wait_for_the_same_certificate_share_it() {
    let slow = Slow { ready: AtomicBool::new(false), fetches: AtomicUsize::new(0) };
    let topics = Topics::only([TOPIC.parse().expect("a topic")]);
    let verifier = Verifier::builder(topics, &slow).roots(authority().roots()).build();
    let body = authority().notification().to_string();
    let mut first = pin!(verifier.verify_at(body.as_bytes(), now()));
    let mut second = pin!(verifier.verify_at(body.as_bytes(), now()));
    let context = &mut Context::from_waker(Waker::noop());
    assert!(first.as_mut().poll(context).is_pending());
    assert!(second.as_mut().poll(context).is_pending());
    slow.ready.store(true, Ordering::Relaxed);
    assert!(matches!(first.as_mut().poll(context), Poll::Ready(Ok(_))));
    assert!(matches!(second.as_mut().poll(context), Poll::Ready(Ok(_))));
    assert_eq!(slow.fetches.load(Ordering::Relaxed), 1);
}

#[test]
fn a_shared_certificate_must_be_good_at_the_time_of_each() {
    let slow = Slow { ready: AtomicBool::new(false), fetches: AtomicUsize::new(0) };
    let topics = Topics::only([TOPIC.parse().expect("a topic")]);
    let verifier = Verifier::builder(topics, &slow).roots(authority().roots()).build();
    let later = now() + days(21);
    let body = authority().notification().to_string();
    let later_body = authority().signed(notification_at(later)).to_string();
    let context = &mut Context::from_waker(Waker::noop());
    let mut first = pin!(verifier.verify_at(body.as_bytes(), now()));
    let mut second = pin!(verifier.verify_at(later_body.as_bytes(), later));
    assert!(first.as_mut().poll(context).is_pending());
    assert!(second.as_mut().poll(context).is_pending());
    slow.ready.store(true, Ordering::Relaxed);
    assert!(matches!(first.as_mut().poll(context), Poll::Ready(Ok(_))));
    let Poll::Ready(outcome) = second.as_mut().poll(context) else { panic!("the certificate is there") };
    assert!(matches!(outcome, Err(IpnError::Certificate(CertificateError::Expired))), "{outcome:?}");
}

#[test]
fn whoever_waits_goes_on_when_the_one_who_fetches_gives_up() {
    let slow = Slow { ready: AtomicBool::new(false), fetches: AtomicUsize::new(0) };
    let topics = Topics::only([TOPIC.parse().expect("a topic")]);
    let verifier = Verifier::builder(topics, &slow).roots(authority().roots()).build();
    let body = authority().notification().to_string();
    let context = &mut Context::from_waker(Waker::noop());
    let mut second = pin!(verifier.verify_at(body.as_bytes(), now()));
    {
        let mut first = Box::pin(verifier.verify_at(body.as_bytes(), now()));
        assert!(first.as_mut().poll(context).is_pending());
        assert!(second.as_mut().poll(context).is_pending());
    }
    slow.ready.store(true, Ordering::Relaxed);
    assert!(matches!(second.as_mut().poll(context), Poll::Ready(Ok(_))));
    assert_eq!(slow.fetches.load(Ordering::Relaxed), 2);
}

/// Fetches for new certificates of an expected topic, and messages that wait for one.
const NEW: usize = 8;
const WAITING: usize = 3 * NEW;

/// Fetches for messages of other topics.
const OTHERS: usize = 4;

/// A message of a topic, whose certificate has a URL of its own.
fn numbered(topic: &str, number: usize) -> String {
    let mut message = authority().notification().clone();
    message["TopicArn"] = topic.into();
    message["SigningCertURL"] = CERTIFICATE_URL.replace("0123456789", &format!("{number:010}")).into();
    message.to_string()
}

#[test]
fn no_more_than_a_few_are_fetched_at_a_time_and_no_more_than_a_few_wait() {
    let slow = Slow { ready: AtomicBool::new(true), fetches: AtomicUsize::new(0) };
    let topics = Topics::only([TOPIC.parse().expect("a topic")]);
    let verifier = Verifier::builder(topics, &slow).roots(authority().roots()).build();
    let verify_of = |topic: &str, number| {
        let (verifier, body) = (&verifier, numbered(topic, number));
        Box::pin(async move { verifier.verify_at(body.as_bytes(), now()).await })
    };
    let verify = |number| verify_of(TOPIC, number);
    now_or_never(verify(0)).expect("a good message");
    slow.ready.store(false, Ordering::Relaxed);

    let context = &mut Context::from_waker(Waker::noop());
    let mut waiting: VecDeque<_> = (1..=NEW + WAITING).map(verify).collect();
    assert!(waiting.iter_mut().all(|each| each.as_mut().poll(context).is_pending()));
    assert_eq!(slow.fetches.load(Ordering::Relaxed), 1 + NEW);
    let refused = now_or_never(verify(100)).expect_err("one too many");
    assert!(matches!(refused, IpnError::Fetch(FetchError::TooMany)) && refused.is_transient(), "{refused:?}");
    now_or_never(verify(0)).expect("its certificate is kept");
    assert!(verify(1).as_mut().poll(context).is_pending(), "it shares a fetch that runs");

    // Messages of other topics have fetches of their own.
    let mut others: Vec<_> = (1..=OTHERS + 1).map(|number| verify_of(OTHER_TOPIC, number)).collect();
    assert!(others.iter_mut().all(|each| each.as_mut().poll(context).is_pending()));
    assert_eq!(slow.fetches.load(Ordering::Relaxed), 1 + NEW + OTHERS);
    const { assert!(NEW + OTHERS < MAX_FETCHES) };

    // One that gives up makes room for another, be it one that waits or one whose fetch runs.
    drop(waiting.pop_back());
    let mut last = verify(100);
    assert!(last.as_mut().poll(context).is_pending());
    drop(waiting.pop_front());
    slow.ready.store(true, Ordering::Relaxed);
    for each in waiting {
        now_or_never(each).expect("a good message");
    }
    now_or_never(last).expect("a good message");
}

#[test]
fn the_future_may_go_from_thread_to_thread() {
    fn sendable<T: Send>(_: T) {}
    let served = Served::new(Ok(Vec::new()));
    let verifier = authority().builder(&served).build();
    sendable(verifier.verify(b""));
}

/// As a trait object, on a thread of its own, as a shop's state has it.
#[test]
fn one_type_of_verifier_has_any_fetcher() {
    let body = authority().signed(notification_at(now())).to_string();
    let served: &'static Served = Box::leak(Box::new(Served::new(Ok(chain()))));
    let fetchers: [Box<dyn DynCertificateFetcher>; 2] = [Box::new(served), Box::new(Arc::new(served))];
    for fetcher in fetchers {
        let verifier = Arc::new(authority().builder(fetcher).build());
        let body = body.clone();
        let verified = std::thread::spawn(move || now_or_never(verifier.verify_at(body.as_bytes(), now())));
        verified.join().expect("no panic").expect("a good message");
    }
    assert_eq!(served.fetches.load(Ordering::Relaxed), 2);
}
