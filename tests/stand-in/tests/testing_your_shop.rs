//! The program of the guide "Testing your shop", run: a shop, and its tests against a stand-in.

use amazonpay_update::ipn::extractor::{Rejection, Verified};
use amazonpay_update::ipn::{
    DynCertificateFetcher, MemoryClaim, MemoryReplayGuard, Message, Outcome, Verifier,
};
use amazonpay_update::region::Language;
use amazonpay_update::session::{BuyerReturn, Client, ExpectedUpdate};
use amazonpay_update::signing::SignError;
use amazonpay_update::{
    Account, ChargePermissionId, PayOnly, PaymentMethodOnFile, Signed, StoreId, Update, Us,
    charge_permission_id, return_url, store_id,
};
use axum::extract::{FromRef, RawQuery, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use std::sync::{Arc, Mutex, MutexGuard};

type ShopError = Box<dyn std::error::Error + Send + Sync>;
type Certificates = Box<dyn DynCertificateFetcher>; // from SNS, or from a stand-in

const STORE: StoreId = store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId");
const WALLET: ChargePermissionId = charge_permission_id!("C01-0000000-0000000");

/// The part of a shop that speaks with Amazon Pay: here for one buyer, with one wallet.
#[derive(Clone)]
struct Shop {
    account: Account<Us>,
    client: Client,
    verifier: Arc<Verifier<Certificates>>,
    guard: MemoryReplayGuard,
    /// The buyer's card, each time the shop heard of it. A shop has a database for it.
    cards: Arc<Mutex<Vec<String>>>,
}

impl Shop {
    /// The signed payload for the button on the shop's page.
    fn update(&self) -> Result<Signed<Us, PayOnly>, SignError> {
        let update = Update::builder()
            .store_id(STORE)
            .charge_permission_id(WALLET)
            .charge_permission_type(PaymentMethodOnFile)
            .product_type(PayOnly)
            .checkout_result_return_url(return_url!("https://shop.example/updated"))
            .build();
        self.account.sign(&update)
    }

    fn cards(&self) -> MutexGuard<'_, Vec<String>> {
        self.cards.lock().expect("nobody panics with it")
    }
}

/// The buyer is back.
async fn updated(State(shop): State<Shop>, RawQuery(query): RawQuery) -> Result<&'static str, StatusCode> {
    let returned = BuyerReturn::from_query(query.as_deref().unwrap_or_default()).checkout_session_id();
    let Ok(Some(session)) = returned else { return Ok("Here is your account.") };
    let expected = ExpectedUpdate::new(STORE, WALLET); // of the buyer who is logged in
    let step = shop.client.complete_expected(&session, &expected).await;
    let step = step.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(step.buyer_message(&Language::<Us>::default()))
}

/// Amazon Pay says that something has changed, and the shop asks what.
async fn notified(
    State(shop): State<Shop>,
    verified: Result<Verified<Certificates>, Rejection>,
) -> axum::response::Result<Outcome> {
    let verified = verified.inspect_err(|why| eprintln!("refused: {why}"))?;
    let effect = async |message: Message, claim: MemoryClaim| {
        if let Some(wallet) = message.charge_permission_to_fetch() {
            let permission = shop.client.get_charge_permission(&wallet).await?;
            let cards = permission.payment_preferences.into_iter().filter_map(|card| card.payment_descriptor);
            shop.cards().extend(cards);
        }
        Ok::<_, ShopError>(claim)
    };
    Ok(verified.once(&shop.guard, effect).await.inspect_err(|why| eprintln!("again: {why}"))?)
}

impl FromRef<Shop> for Arc<Verifier<Certificates>> {
    fn from_ref(shop: &Shop) -> Arc<Verifier<Certificates>> {
        Arc::clone(&shop.verifier)
    }
}

fn router(shop: Shop) -> axum::Router {
    axum::Router::new().route("/updated", get(updated)).route("/ipn", post(notified)).with_state(shop)
}

use amazonpay_update_stand_in::{
    Card, ChargePermission, Forgery, Notification, Outcome as Prepared, PermissionState, Region, Setup,
    StandIn,
};
use tokio::net::TcpListener;

/// A shop on this machine, and a stand-in that it takes for Amazon Pay.
async fn set_up() -> Result<(StandIn, Shop), ShopError> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let setup = Setup::with_new_key(Region::Us)
        .ipn_url(format!("{origin}/ipn"))
        .return_origin("https://shop.example", origin);
    let stand_in = StandIn::start(setup).await?;
    stand_in.charge_permission(ChargePermission::new(WALLET, PermissionState::Chargeable));
    let account = stand_in.account()?;
    let client = stand_in.client(&account)?;
    let verifier = Arc::new(stand_in.verifier()?);
    let guard = MemoryReplayGuard::new(100, verifier.replay_window());
    let shop = Shop { account, client, verifier, guard, cards: Arc::default() };
    tokio::spawn(axum::serve(listener, router(shop.clone())).into_future());
    Ok((stand_in, shop))
}

/// The buyer clicks the button, does what was prepared, and reads this when they are back.
async fn read_by_buyer(stand_in: &StandIn, shop: &Shop) -> Result<String, ShopError> {
    let back = stand_in.visit(&shop.update()?.button().options())?.ok_or("the buyer went away")?;
    let page = reqwest::get(back.mapped()).await?.text().await?;
    stand_in.notifications_settled().await;
    Ok(page)
}

#[tokio::test]
async fn a_new_card_is_stored() -> Result<(), ShopError> {
    let (stand_in, shop) = set_up().await?;
    stand_in.prepare(Prepared::ChangeCard(Card::MASTERCARD));
    assert_eq!(read_by_buyer(&stand_in, &shop).await?, "Your details have been updated.");
    assert_eq!(*shop.cards(), ["Mastercard ****4444"]);
    Ok(())
}

#[tokio::test]
async fn what_the_buyer_cancels_changes_nothing() -> Result<(), ShopError> {
    let (stand_in, shop) = set_up().await?;
    stand_in.prepare(Prepared::Cancel);
    assert!(read_by_buyer(&stand_in, &shop).await?.starts_with("You canceled the update"));
    assert!(shop.cards().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_declined_card_changes_nothing() -> Result<(), ShopError> {
    let (stand_in, shop) = set_up().await?;
    stand_in.prepare(Prepared::ChangeCard(Card::DECLINED));
    assert!(read_by_buyer(&stand_in, &shop).await?.starts_with("Your payment method was declined"));
    assert!(shop.cards().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_notification_that_comes_twice_takes_effect_once() -> Result<(), ShopError> {
    let (stand_in, shop) = set_up().await?;
    let notification = stand_in.notify(Notification::charge_permission(WALLET));
    stand_in.notifications_settled().await;
    assert_eq!(notification.deliver().await?.statuses(), [Some(200)]);
    assert_eq!(notification.attempts().len(), 2);
    assert_eq!(*shop.cards(), ["Visa ****1111"]);
    Ok(())
}

#[tokio::test]
async fn a_forged_notification_takes_no_effect() -> Result<(), ShopError> {
    let (stand_in, shop) = set_up().await?;
    stand_in.limit_attempts(1);
    for &forgery in Forgery::ALL {
        let forged = stand_in.notify(Notification::charge_permission(WALLET).forged(forgery));
        stand_in.notifications_settled().await;
        assert!(
            forged
                .attempts()
                .iter()
                .all(|attempt| attempt.status().is_some_and(|status| !status.is_success()))
        );
    }
    assert!(shop.cards().is_empty());
    Ok(())
}

use amazonpay_update_stand_in::{Fault, Script, When};

#[tokio::test]
async fn an_update_whose_answer_is_lost_is_completed_once() -> Result<(), ShopError> {
    let (stand_in, shop) = set_up().await?;
    let buyer = stand_in.open(&shop.update()?.button().options())?;
    let session = stand_in.session_handle(buyer.session_id()).ok_or("the page makes a session")?;
    session.set_script(Script::first([Fault::Drop(When::AfterProcessing)]));
    let page = reqwest::get(buyer.confirm()?.mapped()).await?.text().await?;
    assert_eq!(page, "Your details have been updated.");
    let struck: Vec<_> = session.records().into_iter().filter_map(|request| request.fault).collect();
    assert_eq!((struck.len(), session.completions()), (1, 1));
    Ok(())
}

#[test]
fn the_program_of_the_guide_is_the_one_that_is_run() {
    const GUIDE: &str = include_str!("../../../amazonpay-update/docs/testing.md");
    let this = include_str!("testing_your_shop.rs");
    let blocks = GUIDE.split("```rust,ignore\n").skip(1).filter_map(|rest| rest.split("```").next());
    let program: Vec<&str> = blocks.take(4).collect();
    assert_eq!(program.len(), 4);
    let (_, run) = this.split_once("\n\n").expect("what this is, and the program behind it");
    let (run, _) = run.split_once("#[test]\n").expect("the program, and this behind it");
    assert_eq!(program.join("\n").trim_end(), run.trim_end());

    let lines = program[1].split("async fn set_up()").nth(1).and_then(|rest| rest.split("\n}\n").next());
    let lines = lines.expect("the set-up").lines().skip(1).count();
    assert!(lines <= 20, "the set-up has {lines} lines");
}
