//! Two instances of the shop on one PostgreSQL database: a return or a notification may reach either.

#[path = "../../../amazonpay-update/sqlx/tests/support/server.rs"]
mod server;
mod support;

use amazonpay_update::region::RegionName;
use amazonpay_update::session::ChargePermissionStep;
use amazonpay_update_shop::database::{PaymentState, Product};
use amazonpay_update_shop::demo::Started;
use amazonpay_update_shop::router;
use amazonpay_update_stand_in::{Card, Notification};
use support::{instance, wallet_id};
use tokio::net::TcpListener;

#[tokio::test(flavor = "multi_thread")]
async fn a_return_and_a_notification_may_reach_any_instance_and_take_effect_once() {
    let server = server::Server::start();
    let url = format!("postgres://shop@localhost/postgres?host={}", server.socket().display());
    let listeners = [
        TcpListener::bind("127.0.0.1:0").await.expect("a port"),
        TcpListener::bind("127.0.0.1:0").await.expect("a port"),
    ];
    let origins = listeners
        .each_ref()
        .map(|listener| format!("http://localhost:{}", listener.local_addr().expect("a port").port()));
    // Notifications go to the first.
    let started = Started::start(&origins[0]).await.expect("ports are free");
    // Both migrate at the same time.
    let (one, two) = tokio::join!(instance(&started, &url), instance(&started, &url));
    for (listener, shop) in listeners.into_iter().zip([&one, &two]) {
        tokio::spawn(axum::serve(listener, router(shop)).into_future());
    }

    let mut first = support::browser::Browser::new(&origins[0]);
    first.post("/login", &[("region", "us")]).await;
    let id = wallet_id(&mut first, Product::GreenTea).await;
    let page = first.get(&format!("/wallets/{id}/payment-method")).await;
    let stand_in =
        started.running.iter().find(|stand_in| stand_in.region().to_string() == "us").expect("it runs");
    let mut visit = stand_in.open(&page.button_options()).expect("a good signature");
    visit.choose_card(Card::VISA).expect("it is open");
    let back = visit.confirm().expect("it is open");

    // The buyer is back at both, at the same moment.
    let (mut here, mut there) = (first.tab(&origins[0]), first.tab(&origins[1]));
    let (here, there) = tokio::join!(here.get(back.path_and_query()), there.get(back.path_and_query()));
    assert_eq!((here.outcome(), there.outcome()), ("updated", "updated"));
    assert_eq!(two.database.completed_updates(&id).await.expect("the database"), 1);

    // One message, delivered to both at the same moment.
    let message = stand_in.notify(Notification::charge_permission(id.as_str()));
    let urls = origins.each_ref().map(|origin| format!("{origin}/ipn/{}", RegionName::Us));
    let (one_delivery, two_delivery) =
        tokio::join!(message.deliver_to(&urls[0]), message.deliver_to(&urls[1]));
    assert!(one_delivery.expect("an address").is_taken() && two_delivery.expect("an address").is_taken());

    let buyer = one.database.buyer_of(&id).await.expect("the database").expect("a buyer");
    let mut second = first.tab(&origins[1]);
    second.post(&format!("/wallets/{id}/charge"), &[]).await;
    let wallet = one.database.wallet(&buyer, &id).await.expect("the database").expect("a wallet");
    assert_eq!((wallet.step, wallet.payment), (ChargePermissionStep::NothingToDo, PaymentState::Paid));
}
