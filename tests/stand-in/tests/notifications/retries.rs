//! When SNS tries again, and when it does not.

use crate::shop::{PERMISSION, Shop, posting_to};
use crate::support::stand_in;
use amazonpay_update_stand_in::{Delivery, NoAnswer, Notification, NotificationHandle, StandIn};
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinHandle;

const BETWEEN: Duration = Duration::from_secs(20);

fn begin(notification: &NotificationHandle) -> JoinHandle<Delivery> {
    let notification = notification.clone();
    tokio::spawn(async move { notification.deliver().await.expect("there is an address") })
}

async fn held(shop: &Shop) -> (StandIn, NotificationHandle) {
    let stand_in = posting_to(shop).await;
    stand_in.hold_notifications(true);
    let notification = stand_in.notify(Notification::charge_permission(PERMISSION));
    (stand_in, notification)
}

#[tokio::test]
async fn it_tries_again_after_twenty_seconds_until_it_is_taken() {
    let shop = Shop::open().await;
    shop.answers(&[503, 429, 200]);
    let (stand_in, notification) = held(&shop).await;
    let delivery = begin(&notification);
    notification.attempted(1).await;
    stand_in.advance_clock(Duration::from_secs(15));
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(shop.bodies().len(), 1);
    stand_in.advance_clock(Duration::from_secs(5));
    notification.attempted(2).await;
    stand_in.advance_clock(BETWEEN);
    let delivery = delivery.await.expect("no panic");
    assert_eq!(delivery.statuses(), [Some(503), Some(429), Some(200)]);
    assert!(delivery.is_taken());
    assert_eq!(shop.bodies(), [notification.body(); 3]);
    let [first, second, _] = &notification.attempts()[..] else { panic!("there are three") };
    assert!(second.time.duration_since(first.time).expect("it is later") >= BETWEEN);
}

#[tokio::test]
async fn it_gives_up_after_three_more_attempts() {
    let shop = Shop::open().await;
    shop.answers(&[500; 10]);
    let (stand_in, notification) = held(&shop).await;
    let delivery = begin(&notification);
    for attempts in 1..4 {
        notification.attempted(attempts).await;
        stand_in.advance_clock(BETWEEN);
    }
    let delivery = delivery.await.expect("no panic");
    assert_eq!((delivery.statuses(), delivery.is_taken()), (vec![Some(500); 4], false));
    assert_eq!(shop.bodies().len(), 4);
}

#[tokio::test]
async fn it_tries_no_more_often_than_a_test_allows() {
    let shop = Shop::open().await;
    shop.answers(&[503; 10]);
    let (stand_in, notification) = held(&shop).await;
    for limit in [0, 1] {
        stand_in.limit_attempts(limit);
        let delivery = notification.deliver().await.expect("there is an address");
        assert_eq!(delivery.statuses(), [Some(503)]);
    }
    stand_in.limit_attempts(2);
    let delivery = begin(&notification);
    notification.attempted(3).await;
    stand_in.advance_clock(BETWEEN);
    assert_eq!(delivery.await.expect("no panic").statuses(), [Some(503); 2]);
}

#[tokio::test]
async fn some_answers_are_final() {
    let shop = Shop::open().await;
    let (_stand_in, notification) = held(&shop).await;
    for (status, is_taken) in
        [(200, true), (204, true), (400, false), (403, false), (404, false), (302, false)]
    {
        shop.answers(&[status]);
        let delivery = notification.deliver().await.expect("there is an address");
        assert_eq!((delivery.statuses(), delivery.is_taken()), (vec![Some(status)], is_taken));
    }
}

#[tokio::test]
async fn who_does_not_listen_is_tried_again() {
    let stand_in = stand_in().await;
    stand_in.limit_attempts(1);
    // The port is taken, so that nobody else listens there.
    let silent = TcpSocket::new_v4().expect("a socket");
    silent.bind(([127, 0, 0, 1], 0).into()).expect("a port");
    let url = format!("http://{}/", silent.local_addr().expect("an address"));
    let notification = stand_in.notify(Notification::charge_permission(PERMISSION));
    let delivery = notification.deliver_to(&url).await.expect("an address");
    assert_eq!(delivery.statuses(), [None]);
    let answer = delivery.attempts[0].answer.as_ref().expect_err("nobody answered");
    assert!(matches!(answer, NoAnswer::Failed { .. }), "{answer}");

    stand_in.limit_attempts(2);
    let again = tokio::spawn({
        let notification = notification.clone();
        async move { notification.deliver_to(&url).await }
    });
    notification.attempted(2).await;
    stand_in.advance_clock(BETWEEN);
    assert_eq!(again.await.expect("no panic").expect("an address").statuses(), [None, None]);
}

#[tokio::test]
async fn it_waits_fifteen_seconds_for_an_answer() {
    let stand_in = stand_in().await;
    stand_in.limit_attempts(1);
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/", silent.local_addr().expect("an address"));
    let notification = stand_in.notify(Notification::charge_permission(PERMISSION));
    let _ = notification.body();
    tokio::time::pause();
    let begin = tokio::time::Instant::now();
    let delivery = notification.deliver_to(&url).await.expect("an address");
    assert_eq!(delivery.attempts[0].answer, Err(NoAnswer::TooLate));
    assert_eq!(begin.elapsed().as_secs(), 15);
}

#[tokio::test]
async fn a_reset_forgets_all_and_ends_what_is_under_way() {
    let shop = Shop::open().await;
    shop.answers(&[503; 10]);
    let (stand_in, asked_for) = held(&shop).await;
    let delivery = begin(&asked_for);
    asked_for.attempted(1).await;
    stand_in.hold_notifications(false);
    let by_itself = stand_in.notify(Notification::charge_permission(PERMISSION));
    by_itself.attempted(1).await;

    stand_in.reset();
    assert_eq!(delivery.await.expect("no panic").statuses(), [Some(503)]);
    stand_in.notifications_settled().await;
    assert!(stand_in.notifications().is_empty() && by_itself.attempts().is_empty());
    stand_in.advance_clock(10 * BETWEEN);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(shop.bodies().len(), 2);
    // It is as after its start.
    let next = stand_in.notify(Notification::charge_permission(PERMISSION));
    next.attempted(1).await;
    assert_eq!(shop.bodies().last().map(String::as_str), Some(next.body()));
}
