//! What Amazon Pay may answer to a buyer who is back, and what the page then offers.

use super::support::browser::Browser;
use super::support::{Page, TestShop, shop, wallet_id};
use amazonpay_update::ChargePermissionId;
use amazonpay_update::region::RegionName;
use amazonpay_update::session::ChargePermissionStep;
use amazonpay_update_shop::amazon_pay::complete_unsettled;
use amazonpay_update_shop::database::Product;
use amazonpay_update_stand_in::{Card, CheckoutSession, SessionState};
use serde_json::{Value, json};

const REGION: RegionName = RegionName::Eu;

/// A buyer who has confirmed another card.
struct Buyer {
    browser: Browser,
    wallet: ChargePermissionId,
    session: String,
    back: String,
}

async fn confirmed(shop: &TestShop) -> Buyer {
    let mut browser = shop.buyer(REGION).await;
    let wallet = wallet_id(&mut browser, Product::GreenTea).await;
    let page = browser.get(&format!("/wallets/{wallet}/payment-method")).await;
    let mut visit = shop.stand_in(REGION).open(&page.button_options()).expect("a good signature");
    visit.choose_card(Card::VISA).expect("it is open");
    let session = visit.session_id().to_owned();
    let back = visit.confirm().expect("it is open").path_and_query().to_owned();
    Buyer { browser, wallet, session, back }
}

/// Says what goes wrong with, or becomes of, something at the stand-in.
async fn tell(shop: &TestShop, request: reqwest::RequestBuilder, body: Value) {
    let answer = request.json(&body).send().await.expect("it answers");
    assert!(answer.status().is_success(), "{}: {}", shop.origin, answer.text().await.expect("a text"));
}

fn offers(page: &Page, link: &str) -> bool {
    page.body.contains(&format!("data-test=\"{link}\""))
}

#[tokio::test]
async fn a_buyer_whose_update_is_being_checked_looks_again() {
    let shop = shop().await;
    let mut buyer = confirmed(&shop).await;
    let url = format!("{}/faults/{}", shop.stand_in(REGION).control_origin(), buyer.session);
    let busy = json!({ "fault": "ServiceUnavailable", "retryAfterSeconds": 3600 });
    tell(&shop, buyer.browser.http().put(url), json!({ "first": [busy] })).await;

    let page = buyer.browser.get(&buyer.back).await;
    assert_eq!(page.outcome(), "checking");
    let path = Page::attribute(page.element("href=\"/result\""), "href").to_owned();
    assert!(offers(&page, "look-again") && !offers(&page, "start-again"), "{}", page.body);
    assert_eq!(buyer.browser.get(&path).await.outcome(), "checking", "nothing has happened yet");

    shop.let_all_be_due().await;
    assert!(complete_unsettled(&shop.shop).await.expect("the database"));
    let page = buyer.browser.get(&path).await;
    assert_eq!(page.outcome(), "updated");
    assert!(!offers(&page, "look-again"), "{}", page.body);
}

#[tokio::test]
async fn a_wallet_that_is_closed_meanwhile_is_to_be_set_up_again() {
    let shop = shop().await;
    let mut buyer = confirmed(&shop).await;
    let url = format!("{}/charge-permissions/{}", shop.stand_in(REGION).control_origin(), buyer.wallet);
    let closed = json!({ "state": "Closed", "reasons": ["BuyerClosed"] });
    tell(&shop, buyer.browser.http().patch(url), closed).await;

    let page = buyer.browser.get(&buyer.back).await;
    assert_eq!(page.outcome(), "set-up-again");
    // An update of a closed one cannot go well, and waiting does not help.
    assert!(!offers(&page, "start-again") && !offers(&page, "look-again"), "{}", page.body);
    assert_eq!(shop.completed(&buyer.wallet).await, 0);
    let wallet =
        shop.until(&buyer.wallet, |wallet| wallet.step == ChargePermissionStep::SendToSetupPage).await;
    assert_eq!(wallet.reasons, "BuyerClosed");
    shop.let_all_be_due().await;
    assert!(!complete_unsettled(&shop.shop).await.expect("the database"), "it is settled");
}

#[tokio::test]
async fn what_is_the_shops_fault_is_said_and_tried_again_until_it_is_mended() {
    let shop = shop().await;
    let mut buyer = confirmed(&shop).await;
    // The clock of the shop's machine is wrong.
    shop.stand_in(REGION).set_request_dates_off_by(3600);

    let page = buyer.browser.get(&buyer.back).await;
    assert_eq!(page.outcome(), "our-fault");
    assert!(!offers(&page, "start-again") && offers(&page, "look-again"), "{}", page.body);
    assert_eq!(shop.completed(&buyer.wallet).await, 0);
    shop.let_all_be_due().await;
    assert!(complete_unsettled(&shop.shop).await.expect("the database"));
    assert_eq!(buyer.browser.get("/result").await.outcome(), "our-fault", "it is not mended yet");

    // The buyer does not come back once more.
    shop.stand_in(REGION).set_request_dates_off_by(0);
    shop.let_all_be_due().await;
    assert!(complete_unsettled(&shop.shop).await.expect("the database"), "it is forgotten");
    let page = buyer.browser.get("/result").await;
    assert_eq!(page.outcome(), "updated");
    assert!(!offers(&page, "look-again"), "{}", page.body);
    assert_eq!(shop.completed(&buyer.wallet).await, 1);
    shop.let_all_be_due().await;
    assert!(!complete_unsettled(&shop.shop).await.expect("the database"), "it is settled");
}

#[tokio::test]
async fn an_answer_that_names_no_wallet_is_being_checked_and_the_wallet_is_looked_at() {
    let shop = shop().await;
    let mut buyer = confirmed(&shop).await;
    let stand_in = shop.stand_in(REGION);
    let unreadable = CheckoutSession::new(&buyer.session, SessionState::Confirmed).charge_permission("none");
    stand_in.session(unreadable);

    let page = buyer.browser.get(&buyer.back).await;
    assert_eq!(page.outcome(), "checking");
    assert!(!offers(&page, "start-again"), "{}", page.body);
    assert_eq!(shop.completed(&buyer.wallet).await, 0);
    let last = stand_in.records().pop().expect("requests");
    assert_eq!(last.resource_id.as_deref(), Some(buyer.wallet.as_str()));
}
