//! Buyers who cancel, are declined, go away, come back twice, or come back with what is not theirs.

use super::support::browser::Browser;
use super::support::{TestShop, session_of, shop, wallet_id};
use amazonpay_update::ChargePermissionId;
use amazonpay_update::region::RegionName;
use amazonpay_update::return_state::StateKey;
use amazonpay_update_shop::amazon_pay::complete_unsettled;
use amazonpay_update_shop::database::Product;
use amazonpay_update_stand_in::{Card, Visit};
use serde_json::json;
use std::time::{Duration, SystemTime};

const REGION: RegionName = RegionName::Uk;

/// A buyer on Amazon's page.
async fn on_the_page(shop: &TestShop) -> (Browser, ChargePermissionId, Visit) {
    let mut browser = shop.buyer(REGION).await;
    let id = wallet_id(&mut browser, Product::GreenTea).await;
    let page = browser.get(&format!("/wallets/{id}/payment-method")).await;
    let visit = shop.stand_in(REGION).open(&page.button_options()).expect("a good signature");
    (browser, id, visit)
}

/// A buyer who has confirmed another card, and where Amazon sends them.
async fn confirmed(shop: &TestShop) -> (Browser, ChargePermissionId, String) {
    let (browser, id, mut visit) = on_the_page(shop).await;
    visit.choose_card(Card::VISA).expect("it is open");
    let back = visit.confirm().expect("it is open").path_and_query().to_owned();
    (browser, id, back)
}

async fn nothing_is_changed(shop: &TestShop, id: &ChargePermissionId) {
    let wallet = shop.wallet(id).await;
    assert!(wallet.card.ends_with("4444") && !wallet.reasons.is_empty(), "{wallet:?}");
    assert_eq!(shop.completed(id).await, 0);
}

#[tokio::test]
async fn a_buyer_cancels() {
    let shop = shop().await;
    let (mut browser, id, visit) = on_the_page(&shop).await;
    let back = visit.cancel().expect("it is open");
    assert_eq!(browser.get(back.path_and_query()).await.outcome(), "canceled");
    nothing_is_changed(&shop, &id).await;
}

#[tokio::test]
async fn a_buyer_is_declined() {
    let shop = shop().await;
    let (mut browser, id, mut visit) = on_the_page(&shop).await;
    visit.choose_card(Card::DECLINED).expect("it is open");
    let back = visit.confirm().expect("it is open");
    assert_eq!(browser.get(back.path_and_query()).await.outcome(), "declined");
    nothing_is_changed(&shop, &id).await;
}

#[tokio::test]
async fn a_buyer_goes_away() {
    let shop = shop().await;
    let (mut browser, id, visit) = on_the_page(&shop).await;
    drop(visit);
    assert_eq!(browser.get("/result").await.path, "/account");
    nothing_is_changed(&shop, &id).await;
}

#[tokio::test]
async fn a_page_that_is_loaded_again_and_a_second_tab_complete_nothing_twice() {
    let shop = shop().await;
    let (mut browser, id, back) = confirmed(&shop).await;
    let (mut one, mut two) = (browser.clone(), browser.clone());
    let (one, two) = tokio::join!(one.get(&back), two.get(&back));
    assert_eq!((one.outcome(), two.outcome()), ("updated", "updated"));
    assert_eq!(browser.get(&back).await.outcome(), "updated");
    assert_eq!(shop.completed(&id).await, 1);
}

#[tokio::test]
async fn one_button_is_used_twice() {
    let shop = shop().await;
    let mut browser = shop.buyer(REGION).await;
    let id = wallet_id(&mut browser, Product::GreenTea).await;
    let page = browser.get(&format!("/wallets/{id}/payment-method")).await;
    for (times, card) in [(1, Card::VISA), (2, Card::AMEX)] {
        let mut visit = shop.stand_in(REGION).open(&page.button_options()).expect("a good signature");
        visit.choose_card(card).expect("it is open");
        let back = visit.confirm().expect("it is open");
        assert_eq!(browser.get(back.path_and_query()).await.outcome(), "updated");
        assert_eq!(shop.completed(&id).await, times);
        assert!(shop.wallet(&id).await.card.ends_with(card.last_four()));
    }
}

#[tokio::test]
async fn a_return_without_a_session_shows_what_is_in_the_wallet() {
    let shop = shop().await;
    shop.stand_in(REGION).hold_notifications(true);
    let (mut browser, id, back) = confirmed(&shop).await;
    // The buyer has started another update too.
    let other = wallet_id(&mut browser, Product::BlackTea).await;
    browser.get(&format!("/wallets/{other}/payment-method")).await;
    let asked = || shop.stand_in(REGION).records().into_iter().filter_map(|record| record.resource_id);
    let before = asked().count();
    let without = back.split("amazonCheckoutSessionId=").next().expect("a part").trim_end_matches(['&', '?']);
    assert_eq!(browser.get(without).await.outcome(), "no-session");
    assert_eq!(asked().skip(before).collect::<Vec<_>>(), [id.to_string()], "nothing else is asked for");
    nothing_is_changed(&shop, &id).await;

    // All had gone well, and only the parameter is lost.
    let session = session_of(&back).parse().expect("an id");
    let _ =
        shop.shop.amazon_pay(REGION).client.complete_checkout_session(&session).await.expect("it is signed");
    nothing_is_changed(&shop, &id).await;
    assert_eq!(browser.get(without).await.outcome(), "no-session");
    assert!(shop.wallet(&id).await.card.ends_with("1111"));
}

#[tokio::test]
async fn the_session_of_somebody_else_is_not_the_buyers() {
    let shop = shop().await;
    let (_, others, their_url) = confirmed(&shop).await;
    let (mut browser, id, my_url) = confirmed(&shop).await;
    let mixed = my_url.replace(session_of(&my_url), session_of(&their_url));
    assert_eq!(browser.get(&mixed).await.outcome(), "start-again");
    nothing_is_changed(&shop, &id).await;
    assert_eq!(shop.completed(&others).await, 0);
    // And the whole of somebody else's URL.
    assert_eq!(browser.get(&their_url).await.outcome(), "refused");
    assert_eq!(shop.completed(&others).await, 0);
}

#[tokio::test]
async fn forged_and_expired_tokens_are_refused() {
    let shop = shop().await;
    let (mut browser, id, back) = confirmed(&shop).await;
    let pay = shop.shop.amazon_pay(REGION);
    let url = |key: &StateKey, until: SystemTime| {
        let path = shop.return_path(REGION, &id, key, until);
        format!("{path}&amazonCheckoutSessionId={}", session_of(&back))
    };
    let (tomorrow, yesterday) =
        (SystemTime::now() + Duration::from_hours(24), SystemTime::now() - Duration::from_hours(24));
    let others = rcgen::KeyPair::generate().expect("a key").serialize_pem();
    let forged = url(&StateKey::from_pem(&others).expect("a key"), tomorrow);
    assert_eq!(browser.get(&forged).await.outcome(), "refused");
    assert_eq!(browser.get(&url(&pay.state_key, yesterday)).await.outcome(), "expired");
    nothing_is_changed(&shop, &id).await;
    assert_eq!(browser.get(&url(&pay.state_key, tomorrow)).await.outcome(), "updated");
}

#[tokio::test]
async fn what_amazon_pay_cannot_answer_for_is_completed_later() {
    let shop = shop().await;
    let (mut browser, id, mut visit) = on_the_page(&shop).await;
    let session = visit.session_id().to_owned();
    visit.choose_card(Card::VISA).expect("it is open");
    let back = visit.confirm().expect("it is open");
    // Longer than the client waits.
    let busy = json!({ "fault": "ServiceUnavailable", "retryAfterSeconds": 3600 });
    let url = format!("{}/faults/{session}", shop.stand_in(REGION).control_origin());
    let set = browser.http().put(url).json(&json!({ "first": [busy] })).send().await.expect("it answers");
    assert!(set.status().is_success(), "{}", set.text().await.expect("a text"));

    assert_eq!(browser.get(back.path_and_query()).await.outcome(), "checking");
    nothing_is_changed(&shop, &id).await;
    assert!(!complete_unsettled(&shop.shop).await.expect("the database"), "it is not due for an hour");
    shop.let_all_be_due().await;
    assert!(complete_unsettled(&shop.shop).await.expect("the database"));
    assert_eq!(browser.get("/result").await.outcome(), "updated");
    assert!(shop.wallet(&id).await.card.ends_with("1111"));
    assert_eq!(shop.completed(&id).await, 1);
    shop.let_all_be_due().await;
    assert!(!complete_unsettled(&shop.shop).await.expect("the database"), "it is settled");
}

#[tokio::test]
async fn a_return_that_is_refused_is_not_tried_again_and_that_of_somebody_else_still_is() {
    let shop = shop().await;
    let (mut browser, id, back) = confirmed(&shop).await;
    let (mut other, ..) = confirmed(&shop).await;
    let buyer = shop.wallet(&id).await.buyer_id;
    let tries = async || {
        shop.let_all_be_due().await;
        complete_unsettled(&shop.shop).await.expect("the database")
    };
    // Its token expires while it waits.
    let yesterday = SystemTime::now() - Duration::from_hours(24);
    let path = shop.return_path(REGION, &id, &shop.shop.amazon_pay(REGION).state_key, yesterday);
    let expired = format!("{path}&amazonCheckoutSessionId={}", session_of(&back));
    shop.shop.database.try_again(&buyer, &expired, Duration::ZERO).await.expect("the database");
    assert!(tries().await);
    assert_eq!(browser.get("/result").await.outcome(), "expired");
    assert!(!tries().await, "it is tried for ever");

    shop.shop.database.try_again(&buyer, &back, Duration::ZERO).await.expect("the database");
    assert_eq!(other.get(&back).await.outcome(), "refused");
    assert!(tries().await, "somebody else has settled it");
    assert_eq!(browser.get("/result").await.outcome(), "updated");
}
