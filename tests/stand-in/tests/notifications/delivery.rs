//! When notifications come, and in which order.

use crate::shop::{PERMISSION, Shop, posting_to, verifier};
use crate::support::{
    KEY_ID, OTHER_SESSION, SESSION, ask, client, complete, confirmed, setup, signed, stand_in,
};
use amazonpay_update::ipn::{MemoryReplayGuard, Outcome, receive};
use amazonpay_update_stand_in::{
    ChargePermission, DeliverError, Notification, PermissionState, StandIn, StartError,
};
use axum::Router;
use axum::extract::State;
use serde_json::Value;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// The buyer's update takes effect.
async fn update(stand_in: &StandIn, state: PermissionState, session: &str) {
    stand_in.charge_permission(ChargePermission::new(PERMISSION, state));
    stand_in.session(confirmed(session).charge_permission(PERMISSION));
    assert_eq!(ask(&client(stand_in), signed(&complete(session))).await.status, 200);
}

fn message(body: &str) -> Value {
    let body: Value = serde_json::from_str(body).expect("JSON");
    serde_json::from_str(body["Message"].as_str().expect("a text")).expect("JSON in the text")
}

#[tokio::test]
async fn an_update_is_announced_by_itself() {
    let shop = Shop::open().await;
    let stand_in = posting_to(&shop).await;
    update(&stand_in, PermissionState::Chargeable, SESSION).await;
    let lapsed = PermissionState::NonChargeable(vec!["PaymentMethodInvalid".to_owned()]);
    stand_in.notifications_settled().await;
    update(&stand_in, lapsed, OTHER_SESSION).await;
    stand_in.notifications_settled().await;

    let announced = stand_in.notifications();
    assert_eq!(announced.iter().map(|one| one.body().to_owned()).collect::<Vec<_>>(), shop.bodies());
    let [first, second] = [0, 1].map(|n| message(&shop.bodies()[n]));
    assert_eq!(
        (&first["ObjectId"], &first["NotificationType"]),
        (&PERMISSION.into(), &"ATTRIBUTE_CHANGE".into())
    );
    assert_eq!(second["NotificationType"], "STATE_CHANGE");
    assert_eq!(announced[0].attempts()[0].status(), Some(http::StatusCode::OK));
}

#[tokio::test]
async fn a_state_that_a_test_sets_is_announced() {
    let stand_in = stand_in().await;
    let permission = ChargePermission::new(PERMISSION, PermissionState::Chargeable);
    let permission = stand_in.charge_permission(permission);
    assert!(stand_in.notifications().is_empty());
    permission.set_state(PermissionState::Closed(vec!["BuyerClosed".to_owned()]));
    let [notification] = &stand_in.notifications()[..] else { panic!("one is announced") };
    assert_eq!(message(notification.body())["NotificationType"], "STATE_CHANGE");
}

#[tokio::test]
async fn a_notification_that_comes_twice_has_one_effect() {
    let shop = Shop::open().await;
    let stand_in = posting_to(&shop).await;
    stand_in.hold_notifications(true);
    update(&stand_in, PermissionState::Chargeable, SESSION).await;
    assert!(shop.bodies().is_empty());

    let [notification] = &stand_in.notifications()[..] else { panic!("one is announced") };
    for _ in 0..2 {
        assert!(notification.deliver().await.expect("there is an address").is_taken());
    }
    let verifier = verifier(&stand_in);
    let guard = MemoryReplayGuard::new(8, verifier.replay_window());
    let mut outcomes = Vec::new();
    for body in shop.bodies() {
        let effect = async |_, claim| Ok::<_, Infallible>(claim);
        outcomes.push(receive(&verifier, &guard, body.as_bytes(), effect).await.expect("it is believed"));
    }
    assert!(matches!(outcomes[..], [Outcome::Handled, Outcome::Duplicate]), "{outcomes:?}");
    assert_eq!(notification.attempts().len(), 2);
    // It was asked for, so it does not wait any more.
    stand_in.hold_notifications(false);
    stand_in.notifications_settled().await;
    assert_eq!(shop.bodies().len(), 2);
}

#[tokio::test]
async fn what_was_held_is_delivered_when_it_is_no_longer() {
    let shop = Shop::open().await;
    let stand_in = posting_to(&shop).await;
    stand_in.hold_notifications(true);
    let notification = stand_in.notify(Notification::charge_permission(PERMISSION));
    stand_in.notifications_settled().await;
    assert!(shop.bodies().is_empty());
    stand_in.hold_notifications(false);
    stand_in.notifications_settled().await;
    assert_eq!(shop.bodies(), [notification.body()]);
}

#[tokio::test]
async fn the_headers_are_those_of_sns() {
    let shop = Shop::open().await;
    let stand_in = posting_to(&shop).await;
    let topic = "arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151";
    for (notification, kind, is_subscribed) in [
        (Notification::charge_permission(PERMISSION), "Notification", true),
        (Notification::subscription_confirmation(), "SubscriptionConfirmation", false),
        (Notification::unsubscribe_confirmation(), "UnsubscribeConfirmation", true),
    ] {
        let notification = stand_in.notify(notification);
        stand_in.notifications_settled().await;
        let (headers, _) = shop.received().pop().expect("it came");
        for (name, value) in [
            ("content-type", "text/plain; charset=UTF-8"),
            ("user-agent", "Amazon Simple Notification Service Agent"),
            ("x-amz-sns-message-type", kind),
            ("x-amz-sns-message-id", notification.id()),
            ("x-amz-sns-topic-arn", topic),
        ] {
            assert_eq!(headers[name], value);
        }
        let subscription = headers.get("x-amz-sns-subscription-arn").map(|arn| arn.to_str().expect("a text"));
        assert_eq!(subscription.is_some_and(|arn| arn.starts_with(topic)), is_subscribed, "{subscription:?}");
        let in_process = notification.request(&http::Uri::from_static("/ipn"));
        assert_eq!(in_process.headers()["x-amz-sns-message-type"], kind);
        assert_eq!(in_process.body(), notification.body());
    }
}

#[tokio::test]
async fn several_come_in_their_order_or_in_another() {
    let shop = Shop::open().await;
    let mut orders = Vec::new();
    for seed in [None, Some(1), Some(1), Some(2), Some(3)] {
        let stand_in = posting_to(&shop).await;
        stand_in.hold_notifications(true);
        for n in 0..5 {
            stand_in.notify(Notification::text(n.to_string()));
        }
        let before = shop.bodies().len();
        let deliveries = match seed {
            None => stand_in.deliver_all().await,
            Some(seed) => stand_in.deliver_shuffled(seed).await,
        };
        assert_eq!(deliveries.expect("there is an address").len(), 5);
        assert!(stand_in.deliver_all().await.expect("there is an address").is_empty());
        let bodies = shop.bodies().split_off(before);
        orders.push(bodies.iter().map(|body| message(body).as_u64().expect("a number")).collect::<Vec<_>>());
    }
    assert_eq!(orders[0], [0, 1, 2, 3, 4]);
    assert_eq!(orders[1], orders[2]);
    assert_ne!(orders[2], orders[3]);
    for order in &mut orders[1..] {
        assert!(!order.is_sorted(), "{order:?}");
        order.sort_unstable();
        assert_eq!(*order, [0, 1, 2, 3, 4]);
    }
}

#[tokio::test]
async fn two_that_are_shuffled_change_places() {
    let shop = Shop::open().await;
    let stand_in = posting_to(&shop).await;
    for seed in 0..8 {
        stand_in.hold_notifications(true);
        let two = ["0", "1"].map(|text| stand_in.notify(Notification::text(text)));
        stand_in.deliver_shuffled(seed).await.expect("there is an address");
        let bodies = shop.bodies();
        assert_eq!(bodies[bodies.len() - 2..], [two[1].body(), two[0].body()]);
    }
}

#[tokio::test]
async fn one_comes_late_by_the_clock_of_the_stand_in() {
    let shop = Shop::open().await;
    let stand_in = posting_to(&shop).await;
    stand_in.hold_notifications(true);
    let notification = stand_in.notify(Notification::charge_permission(PERMISSION));
    let begin = Instant::now();
    let late = tokio::spawn({
        let notification = notification.clone();
        async move { notification.deliver_after(Duration::from_secs(3600)).await }
    });
    tokio::time::sleep(Duration::from_millis(50)).await;
    stand_in.advance_clock(Duration::from_secs(3000));
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(shop.bodies().is_empty());
    stand_in.advance_clock(Duration::from_secs(700));
    assert!(late.await.expect("no panic").expect("there is an address").is_taken());
    assert!(begin.elapsed() < Duration::from_secs(700), "it waits by the clock of the machine");
    assert_eq!(shop.bodies(), [notification.body()]);
}

#[tokio::test]
async fn without_an_address_they_wait_in_the_outbox() {
    let shop = Shop::open().await;
    let stand_in = stand_in().await;
    let notification = stand_in.notify(Notification::charge_permission(PERMISSION));
    stand_in.notifications_settled().await;
    let error = notification.deliver().await.expect_err("there is no address");
    assert_eq!(error, DeliverError::NoUrl);
    assert_eq!(stand_in.deliver_all().await.expect_err("there is no address"), DeliverError::NoUrl);
    let delivery = notification.deliver_to(&shop.url).await.expect("an address");
    assert_eq!((delivery.url.as_str(), delivery.statuses()), (shop.url.as_str(), vec![Some(200)]));
    assert_eq!(shop.bodies(), [notification.body()]);
}

#[tokio::test]
async fn nothing_is_posted_beyond_this_machine() {
    let stand_in = stand_in().await;
    let notification = stand_in.notify(Notification::charge_permission(PERMISSION));
    for url in [
        "http://shop.example/ipn",
        "https://localhost/ipn",
        "http://localhost.shop.example/",
        "http://user@localhost/",
        "http://192.0.2.1/",
        "http://0.0.0.0/",
        "http://[2001:db8::1]/",
        "localhost:3000",
        "/ipn",
        "",
    ] {
        let refused = StandIn::start(setup(KEY_ID).ipn_url(url)).await.expect_err(url);
        assert!(matches!(refused, StartError::IpnUrl(_)), "{url}");
        let words = "they stay on this machine and go over plain http, so write `http://localhost:PORT/PATH`";
        assert!(refused.to_string().contains(words) && refused.to_string().contains(&format!("`{url}`")));
        let error = notification.deliver_to(url).await.expect_err(url);
        assert_eq!(error.to_string(), refused.to_string());
    }
    for url in ["http://localhost:1/", "http://127.0.0.2:1/ipn?a=b", "http://[::1]:1"] {
        StandIn::start(setup(KEY_ID).ipn_url(url)).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }
}

/// The requests that a shop answers at this moment, and the most there were.
#[derive(Default)]
struct AtOnce {
    now: AtomicUsize,
    most: AtomicUsize,
}

#[tokio::test]
async fn of_many_notifications_at_most_a_hundred_are_posted_at_once() {
    async fn slowly(State(at_once): State<Arc<AtOnce>>) {
        let now = at_once.now.fetch_add(1, Ordering::Relaxed) + 1;
        at_once.most.fetch_max(now, Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(300)).await;
        at_once.now.fetch_sub(1, Ordering::Relaxed);
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://localhost:{}/ipn", listener.local_addr().expect("an address").port());
    let at_once = Arc::new(AtOnce::default());
    let router = Router::new().fallback(slowly).with_state(Arc::clone(&at_once));
    let mut server = JoinSet::new();
    server.spawn(async { axum::serve(listener, router).await.expect("it serves") });

    let stand_in = StandIn::start(setup(KEY_ID).ipn_url(&url)).await.expect("it starts");
    stand_in.hold_notifications(true);
    let announced: Vec<_> =
        (0..130).map(|_| stand_in.notify(Notification::charge_permission(PERMISSION))).collect();
    // Signed before, so that they are posted without a pause.
    assert!(announced.iter().all(|one| !one.body().is_empty()));
    stand_in.hold_notifications(false);
    stand_in.notifications_settled().await;
    assert!(announced.iter().all(|one| one.attempts()[0].status() == Some(http::StatusCode::OK)));
    let most = at_once.most.load(Ordering::Relaxed);
    assert!((2..=100).contains(&most), "{most} at once");
}
