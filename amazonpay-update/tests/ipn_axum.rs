//! The extractor, in a router that is called as a server would.

mod ipn_authority;
mod ipn_support;
mod signing_support;

use amazonpay_update::ipn::extractor::{Rejection, Verified};
use amazonpay_update::ipn::{
    Claim, FetchError, IpnError, MAX_BODY_BYTES, MemoryReplayGuard, Message, Outcome, ReplayGuard, Verifier,
};
use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{FromRef, State};
use axum::routing::post;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Request, StatusCode};
use http_body_util::channel::Channel;
use http_body_util::{BodyExt, Limited};
use ipn_authority::{authority, confirmation_at, now};
use ipn_support::Served;
use serde_json::Value;
use std::convert::Infallible;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tower::ServiceExt;

/// A shop whose certificates never change, so they may live as long as the test.
#[derive(Clone)]
struct Shop<G> {
    verifier: Arc<Verifier<&'static Served>>,
    served: &'static Served,
    guard: G,
    database_is_away: Arc<AtomicBool>,
    effects: Arc<Mutex<Vec<Message>>>,
    refused: Arc<Mutex<Vec<Rejection>>>,
}

#[derive(Debug, thiserror::Error)]
#[error("the database is away")]
struct DatabaseIsAway;

impl<G> FromRef<Shop<G>> for Arc<Verifier<&'static Served>> {
    fn from_ref(shop: &Shop<G>) -> Arc<Verifier<&'static Served>> {
        Arc::clone(&shop.verifier)
    }
}

async fn notified<G: ReplayGuard>(
    State(shop): State<Shop<G>>,
    verified: Result<Verified<&'static Served>, Rejection>,
) -> axum::response::Result<Outcome> {
    let verified = match verified {
        Ok(verified) => verified,
        Err(rejection) => {
            let status = rejection.status();
            shop.refused.lock().expect("no panic").push(rejection);
            return Err(status.into());
        }
    };
    let effect = async |message, claim| {
        if shop.database_is_away.load(Ordering::Relaxed) {
            return Err(DatabaseIsAway);
        }
        shop.effects.lock().expect("no panic").push(message);
        Ok(claim)
    };
    Ok(verified.once(&shop.guard, effect).await?)
}

impl Shop<MemoryReplayGuard> {
    fn new() -> Shop<MemoryReplayGuard> {
        Shop::with(MemoryReplayGuard::new(10, Duration::from_secs(60 * 60)))
    }
}

impl<G: ReplayGuard + Clone + 'static> Shop<G> {
    fn with(guard: G) -> Shop<G> {
        Shop::with_served(guard, Ok((authority().leaf.clone() + &authority().intermediate).into()))
    }

    fn with_served(guard: G, certificate: ipn_support::Answer) -> Shop<G> {
        let served: &'static Served = Box::leak(Box::new(Served::new(certificate)));
        Shop {
            verifier: Arc::new(authority().builder(served).build()),
            served,
            guard,
            database_is_away: Arc::default(),
            effects: Arc::default(),
            refused: Arc::default(),
        }
    }

    /// The status of a request; no answer has more.
    async fn call(&self, request: Request<Body>) -> u16 {
        let router = Router::new().route("/ipn", post(notified::<G>)).with_state(self.clone());
        let answer = router.oneshot(request).await.expect("an answer");
        let status = answer.status().as_u16();
        let text = answer.into_body().collect().await.expect("a body").to_bytes();
        assert!(text.is_empty(), "{text:?}");
        status
    }

    async fn post(&self, message: &Value) -> u16 {
        self.call(request(message.to_string())).await
    }

    fn effects(&self) -> usize {
        self.effects.lock().expect("no panic").len()
    }
}

/// As SNS posts it.
fn request(body: impl Into<Body>) -> Request<Body> {
    let mut request = Request::post("/ipn").body(body.into()).expect("a request");
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=UTF-8"));
    request
}

fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(test);
}

#[test]
fn a_notification_reaches_the_handler_once() {
    run(async {
        let shop = Shop::new();
        for _ in 0..3 {
            assert_eq!(shop.post(authority().notification()).await, 200);
        }
        let effects = shop.effects.lock().expect("no panic");
        let [Message::Notification(notification)] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(notification.subject(), Some("a subject"));
    });
}

#[test]
fn a_handler_that_failed_gets_the_next_delivery() {
    run(async {
        let shop = Shop::new();
        shop.database_is_away.store(true, Ordering::Relaxed);
        for _ in 0..2 {
            assert_eq!(shop.post(authority().notification()).await, 503);
        }
        shop.database_is_away.store(false, Ordering::Relaxed);
        assert_eq!(shop.post(authority().notification()).await, 200);
        assert_eq!(shop.effects(), 1);
    });
}

#[test]
fn a_message_that_is_handled_elsewhere_is_to_be_delivered_again() {
    run(async {
        let shop = Shop::new();
        let message = authority().notification();
        let id = message["MessageId"].as_str().expect("an id");
        let Ok(Claim::Granted(elsewhere)) = shop.guard.claim(id).await else { panic!("it is claimed") };
        assert_eq!(shop.post(message).await, 503);
        assert_eq!(shop.effects(), 0);
        drop(elsewhere);
        assert_eq!(shop.post(message).await, 200);
        assert_eq!(shop.effects(), 1);
    });
}

/// A guard that fails when a message is claimed, or when it is confirmed.
#[derive(Clone)]
struct Broken {
    claims: bool,
}

impl ReplayGuard for Broken {
    type Claim = ();
    type Error = io::Error;

    async fn claim(&self, _: &str) -> io::Result<Claim<()>> {
        if self.claims { Ok(Claim::Granted(())) } else { Err(io::Error::other("it is down")) }
    }

    async fn confirm(&self, (): ()) -> io::Result<()> {
        Err(io::Error::other("it is down"))
    }
}

#[test]
fn a_guard_that_is_down_or_full_is_answered_with_503() {
    run(async {
        let full = Shop::with(MemoryReplayGuard::new(0, Duration::ZERO));
        assert_eq!((full.post(authority().notification()).await, full.effects()), (503, 0));
        for (claims, effects) in [(false, 0), (true, 1)] {
            let shop = Shop::with(Broken { claims });
            assert_eq!((shop.post(authority().notification()).await, shop.effects()), (503, effects));
        }
    });
}

#[test]
fn a_refused_message_is_answered_with_its_status_and_its_reason_stays_here() {
    run(async {
        let mut forged = authority().notification().clone();
        forged["Message"] = "forged".into();
        for (message, status) in [(forged, 403), (Value::from("a string"), 400)] {
            let shop = Shop::new();
            assert_eq!((shop.post(&message).await, shop.effects()), (status, 0));
            let refused = shop.refused.lock().expect("no panic");
            let [Rejection::Refused(why)] = &refused[..] else { panic!("{refused:?}") };
            assert_eq!(matches!(why, IpnError::SignatureMismatch), status == 403, "{why:?}");
        }
        let guard = MemoryReplayGuard::new(1, Duration::ZERO);
        let shop = Shop::with_served(guard, Err(FetchError::failed("the network is down")));
        assert_eq!((shop.post(authority().notification()).await, shop.effects()), (503, 0));
    });
}

#[test]
fn a_rejection_nobody_asks_for_is_an_answer_by_itself() {
    run(async {
        async fn notified(_: Verified<&'static Served>) {}
        let router = Router::new().route("/ipn", post(notified)).with_state(Shop::new());
        for (body, expected) in [
            (authority().notification().to_string(), StatusCode::OK),
            ("{}".to_owned(), StatusCode::BAD_REQUEST),
        ] {
            let answer = router.clone().oneshot(request(body)).await.expect("an answer");
            assert_eq!(answer.status(), expected);
            assert_eq!(answer.into_body().size_hint().exact(), Some(0));
        }
    });
}

#[test]
fn confirmations_are_handled_and_nothing_is_fetched_for_them() {
    run(async {
        let shop = Shop::new();
        for kind in ["SubscriptionConfirmation", "UnsubscribeConfirmation"] {
            let mut confirmation = confirmation_at(now(), kind);
            confirmation["MessageId"] = kind.into();
            assert_eq!(shop.post(&authority().signed(confirmation)).await, 200);
        }
        let effects = shop.effects.lock().expect("no panic");
        assert!(
            matches!(
                &effects[..],
                [Message::SubscriptionConfirmation(_), Message::UnsubscribeConfirmation(_)]
            ),
            "{effects:?}"
        );
        assert_eq!(shop.served.fetches.load(Ordering::Relaxed), 1, "the certificate alone");
    });
}

#[test]
fn the_content_types_of_sns_are_taken_and_no_other() {
    run(async {
        for (types, status) in [
            (&[][..], 200),
            (&["text/plain"], 200),
            (&["text/plain; charset=UTF-8"], 200),
            (&["Text/Plain;charset=utf-8"], 200),
            (&["application/json"], 200),
            (&["application/json ; charset=utf-8"], 200),
            (&[""], 415),
            (&["text/html"], 415),
            (&["text/plaintext"], 415),
            (&["application/x-www-form-urlencoded"], 415),
            (&["multipart/form-data; boundary=text/plain"], 415),
            (&["text/plain", "text/html"], 415),
        ] {
            let shop = Shop::new();
            let mut request = request(authority().notification().to_string());
            request.headers_mut().remove(CONTENT_TYPE);
            for content_type in types {
                request.headers_mut().append(CONTENT_TYPE, HeaderValue::from_static(content_type));
            }
            assert_eq!(shop.call(request).await, status, "{types:?}");
            assert_eq!(shop.effects(), usize::from(status == 200), "{types:?}");
        }
    });
}

#[test]
fn a_raw_delivery_is_refused_as_what_it_is() {
    run(async {
        let shop = Shop::new();
        for body in [r#"{"NotificationType":"STATE_CHANGE","NotificationVersion":"V2"}"#, "any text"] {
            let mut request = request(body);
            request.headers_mut().insert("x-amz-sns-rawdelivery", HeaderValue::from_static("true"));
            assert_eq!(shop.call(request).await, 400);
        }
        let refused = shop.refused.lock().expect("no panic");
        assert_eq!(refused.len(), 2);
        assert!(
            refused.iter().all(|why| why.to_string().contains("turn raw message delivery off")),
            "{refused:?}"
        );
    });
}

#[test]
fn a_body_is_read_up_to_its_bound_and_no_further() {
    const CHUNK: usize = 16 * 1024;

    run(async {
        let shop = Shop::new();
        let (mut sender, body) = Channel::<Bytes, Infallible>::new(1);
        let sent = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&sent);
        let long = tokio::spawn(async move {
            for _ in 0..10 * MAX_BODY_BYTES / CHUNK {
                if sender.send_data(Bytes::from_static(&[b' '; CHUNK])).await.is_err() {
                    return;
                }
                count.fetch_add(CHUNK, Ordering::Relaxed);
            }
        });
        assert_eq!(shop.call(request(Body::new(body))).await, 413);
        long.await.expect("it ends when nobody reads on");
        let sent = sent.load(Ordering::Relaxed);
        assert!((MAX_BODY_BYTES..MAX_BODY_BYTES + 4 * CHUNK).contains(&sent), "{sent}");

        let mut longest = authority().notification().to_string();
        longest.push_str(&" ".repeat(MAX_BODY_BYTES - longest.len()));
        assert_eq!(shop.call(request(longest.clone())).await, 200);
        assert_eq!(shop.call(request(longest + " ")).await, 413);
    });
}

#[test]
fn a_body_that_is_too_long_for_the_router_is_too_long() {
    run(async {
        let shop = Shop::new();
        let body = Limited::new(Body::from(authority().notification().to_string()), 100);
        assert_eq!(shop.call(request(Body::new(body))).await, 413);
    });
}

#[test]
fn a_body_that_comes_in_pieces_is_one_message() {
    run(async {
        let shop = Shop::new();
        let (mut sender, body) = Channel::<Bytes, Infallible>::new(1);
        let pieces = tokio::spawn(async move {
            for piece in authority().notification().to_string().as_bytes().chunks(100) {
                tokio::task::yield_now().await;
                sender.send_data(Bytes::copy_from_slice(piece)).await.expect("it is read");
            }
        });
        assert_eq!(shop.call(request(Body::new(body))).await, 200);
        pieces.await.expect("all were sent");
        assert_eq!(shop.effects(), 1);
    });
}

#[test]
fn a_body_that_breaks_off_has_no_effect() {
    run(async {
        let shop = Shop::new();
        let (mut sender, body) = Channel::<Bytes, io::Error>::new(1);
        let broken = tokio::spawn(async move {
            let whole = Bytes::from(authority().notification().to_string());
            sender.send_data(whole).await.expect("it is read");
            sender.abort(io::Error::from(io::ErrorKind::ConnectionReset));
        });
        assert_eq!(shop.call(request(Body::new(body))).await, 503);
        broken.await.expect("it was sent");
        assert!(matches!(shop.refused.lock().expect("no panic")[..], [Rejection::Body(_)]));
        assert_eq!(shop.effects(), 0);
        assert_eq!(shop.post(authority().notification()).await, 200, "nothing was claimed");
    });
}

/// A shop that imports all of `ipn` still finds the crate `axum` by its name.
#[test]
fn a_glob_import_does_not_hide_the_crate() {
    #[allow(unused_imports, clippy::wildcard_imports, reason = "that is what is tried")]
    mod shop {
        use amazonpay_update::ipn::*;

        pub(super) fn router() -> axum::Router {
            axum::Router::new()
        }
    }
    assert!(!shop::router().has_routes());
}
