//! The handler of the documentation, in a router that is called as a server would, on a PostgreSQL that this test starts.

#[path = "../../tests/ipn_authority/mod.rs"]
mod ipn_authority;
#[path = "../../tests/ipn_support/mod.rs"]
mod ipn_support;
#[path = "support/server.rs"]
mod server;
#[path = "../../tests/signing_support/mod.rs"]
mod signing_support;

use amazonpay_update::ChargePermissionId;
use amazonpay_update::ipn::extractor::{Rejection, Verified};
use amazonpay_update::ipn::{Outcome, Verifier, once_newest};
use amazonpay_update::session::{AnswerError, ChargePermission, ChargePermissionState};
use amazonpay_update_sqlx::{PostgresClaim, PostgresGuard};
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use http::Request;
use ipn_authority::{authority, now};
use ipn_support::Served;
use serde_json::{Value, json};
use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::timeout;
use tower::ServiceExt;

type ShopError = Box<dyn std::error::Error + Send + Sync>;

/// Serves the certificate of this test's authority.
type HttpFetcher = &'static Served;

/// What Amazon Pay answers, the last first.
#[derive(Clone, Default)]
struct Client(Arc<Mutex<Vec<Answer>>>);

/// A state, and when its answer arrives.
type Answer = (&'static str, Arrives);

enum Arrives {
    AtOnce,
    Never,
    /// When the test sends, or gives up.
    When(oneshot::Receiver<()>),
}

impl Client {
    /// Waits until so many answers are left.
    async fn has_left(&self, answers: usize) {
        let left = async {
            while self.0.lock().expect("no panic").len() > answers {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        timeout(Duration::from_mins(1), left).await.expect("they are asked for");
    }

    async fn get_charge_permission(&self, id: &ChargePermissionId) -> Result<ChargePermission, AnswerError> {
        let (state, arrives) = self.0.lock().expect("no panic").pop().expect("an answer");
        match arrives {
            Arrives::AtOnce => {}
            Arrives::Never => pending().await,
            Arrives::When(received) => received.await.unwrap_or_default(),
        }
        let answer = json!({"chargePermissionId": id.as_str(), "statusDetails": {"state": state}});
        ChargePermission::from_response(&http::Response::new(answer.to_string()))
    }
}

#[derive(Clone)]
struct Shop {
    verifier: Arc<Verifier<HttpFetcher>>,
    client: Client,
    guard: PostgresGuard,
}

impl FromRef<Shop> for Arc<Verifier<HttpFetcher>> {
    fn from_ref(shop: &Shop) -> Arc<Verifier<HttpFetcher>> {
        Arc::clone(&shop.verifier)
    }
}

async fn notified(
    State(shop): State<Shop>,
    verified: Result<Verified<HttpFetcher>, Rejection>,
) -> axum::response::Result<Outcome> {
    let verified = verified.inspect_err(|why| eprintln!("refused: {why}"))?;
    let message = verified.message();
    let Some(id) = message.charge_permission_to_fetch() else { return Ok(Outcome::Handled) };
    // Nothing is locked yet.
    let fetch = async || Ok(shop.client.get_charge_permission(&id).await?);
    // In the transaction that makes the message handled.
    let store = async |permission: ChargePermission, mut claim: PostgresClaim| {
        let state = permission.status_details.state.as_ref().map(ChargePermissionState::as_str);
        // A permission that the shop does not know yet is a row more: an UPDATE would pass it over.
        let upsert = "INSERT INTO wallet (charge_permission_id, state) VALUES ($1, $2) \
            ON CONFLICT (charge_permission_id) DO UPDATE SET state = excluded.state";
        sqlx::query(upsert).bind(id.as_str()).bind(state).execute(&mut *claim).await?;
        Ok::<_, ShopError>(claim)
    };
    let handled = once_newest(&shop.guard, message.message_id(), &id, fetch, store);
    // SNS waits for 15 seconds. Dropped, the claim is rolled back.
    let Ok(handled) = timeout(Duration::from_secs(14), handled).await else {
        eprintln!("again: it took too long");
        return Err(StatusCode::SERVICE_UNAVAILABLE.into());
    };
    Ok(handled.inspect_err(|why| eprintln!("again: {why:?}"))?)
}

fn router(shop: Shop) -> axum::Router {
    axum::Router::new().route("/amazon-pay/ipn", axum::routing::post(notified)).with_state(shop)
}

/// A notification that the permission changed, signed; or another message, for which nothing is fetched.
fn notification(message_id: &str, object: &str) -> String {
    let body = json!({
        "MerchantID": "A2EXAMPLE", "ObjectType": object, "ObjectId": "B01-0000000-0000000",
        "NotificationType": "STATE_CHANGE", "NotificationVersion": "V2",
    });
    let mut message: Value = ipn_authority::notification_at(now());
    message["MessageId"] = message_id.into();
    message["Message"] = body.to_string().into();
    authority().signed(message).to_string()
}

async fn post(shop: &Shop, body: String) -> u16 {
    let request = Request::post("/amazon-pay/ipn")
        .header("content-type", "text/plain; charset=UTF-8")
        .body(axum::body::Body::from(body));
    router(shop.clone()).oneshot(request.expect("a request")).await.expect("an answer").status().as_u16()
}

#[tokio::test]
async fn the_newest_state_is_in_the_wallet_once_all_notifications_are_handled() {
    let server = server::Server::start();
    let pool = server::pool_at(server.socket(), 5).await;
    let tables = "CREATE TABLE wallet (charge_permission_id text PRIMARY KEY, state text, updates integer NOT NULL DEFAULT 0);
        CREATE FUNCTION updated() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN new.updates := old.updates + 1; RETURN new; END';
        CREATE TRIGGER updated BEFORE UPDATE ON wallet FOR EACH ROW EXECUTE FUNCTION updated();
        INSERT INTO wallet VALUES ('B01-0000000-0000000')";
    sqlx::raw_sql(tables).execute(&pool).await.expect("tables");
    let chain = authority().leaf.clone() + &authority().intermediate;
    let served: &'static Served = Box::leak(Box::new(Served::new(Ok(chain.into()))));
    let verifier = Arc::new(authority().builder(served).build());
    let guard = PostgresGuard::new(pool.clone(), verifier.replay_window());
    guard.migrate().await.expect("tables");
    let shop = Shop { verifier, client: Client::default(), guard };
    let wallet = || async {
        let wallet = sqlx::query_as::<_, (Option<String>, i32)>("SELECT state, updates FROM wallet");
        wallet.fetch_one(&pool).await.expect("a wallet")
    };

    // The first answer is slow, and from before the second notification's.
    let (arrive, arrives) = oneshot::channel();
    shop.client.0.lock().expect("no panic").extend([
        ("Chargeable", Arrives::AtOnce),
        ("Chargeable", Arrives::AtOnce),
        ("NonChargeable", Arrives::When(arrives)),
    ]);
    let (first, second) =
        (notification("first", "CHARGE_PERMISSION"), notification("second", "CHARGE_PERMISSION"));
    let statuses = tokio::join!(post(&shop, first.clone()), async {
        shop.client.has_left(2).await;
        let second = post(&shop, second.clone()).await;
        arrive.send(()).expect("the first waits");
        second
    });
    assert_eq!(statuses, (200, 200));
    assert_eq!(wallet().await, (Some("Chargeable".to_owned()), 2), "the first was fetched again");

    // There are no more answers: whoever fetched would panic.
    for body in [first, second, notification("third", "CHARGE")] {
        assert_eq!(post(&shop, body).await, 200);
    }
    assert_eq!(post(&shop, notification("forged", "CHARGE").replace("CHARGE", "REFUND")).await, 403);
    assert_eq!(wallet().await.1, 2);

    sqlx::query("DELETE FROM wallet").execute(&pool).await.expect("a table");
    shop.client.0.lock().expect("no panic").push(("Closed", Arrives::AtOnce));
    assert_eq!(post(&shop, notification("unknown to the shop", "CHARGE_PERMISSION")).await, 200);
    assert_eq!(wallet().await, (Some("Closed".to_owned()), 0));

    shop.client.0.lock().expect("no panic").push(("Chargeable", Arrives::Never));
    let slow = timeout(Duration::from_secs(15), post(&shop, notification("slow", "CHARGE_PERMISSION")));
    let (slow, ()) = tokio::join!(slow, async {
        shop.client.has_left(0).await;
        // Only timers are waited for now, so tokio's clock goes to the next one at once.
        tokio::time::pause();
    });
    tokio::time::resume();
    assert_eq!(slow.expect("SNS waits for 15 seconds"), 503);

    pool.close().await;
    assert_eq!(post(&shop, notification("fourth", "CHARGE_PERMISSION")).await, 503);
}

/// The page shows this very handler.
#[test]
fn the_documentation_has_this_handler() {
    let (page, test) = (include_str!("../docs/notifications.md"), include_str!("axum.rs"));
    let handler = |text: &str| {
        let start = text.find("async fn notified(").expect("a handler");
        let end = text[start..].find(".with_state(shop)\n}\n").expect("a router");
        text[start..start + end].to_owned()
    };
    assert_eq!(handler(page), handler(test));
}
