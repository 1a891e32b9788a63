//! Outcomes that a test has prepared: a browser goes straight back to the shop.

use crate::browser::{button, get, initiate, payload, stand_in};
use crate::support::{ask, client, get as get_session, signed};
use amazonpay_update::{PayAndShip, PayOnly};
use amazonpay_update_stand_in::{Address, Card, Outcome, StandIn};
use serde_json::{Value, json};

async fn stands(stand_in: &StandIn, location: &str) -> (String, Value) {
    let id = location.rsplit_once("amazonCheckoutSessionId=").expect("an id").1;
    let answered = ask(&client(stand_in), signed(&get_session(id))).await;
    (answered.state().to_owned(), answered.body["statusDetails"]["reasonCode"].clone())
}

#[tokio::test]
async fn they_happen_in_their_order() {
    let stand_in = stand_in().await;
    let options = button(&payload(), PayOnly);
    for outcome in [Outcome::Confirm, Outcome::Cancel, Outcome::Decline, Outcome::ChangeCard(Card::DECLINED)]
    {
        stand_in.prepare(outcome);
    }
    for (state, reason) in [
        ("Open", Value::Null),
        ("Canceled", json!("BuyerCanceled")),
        ("Canceled", json!("Declined")),
        ("Canceled", json!("Declined")),
    ] {
        let shown = initiate(&stand_in, &options).await;
        assert_eq!(shown.status, 200);
        shown.assert_says(&["http-equiv=\"refresh\"", "Go back to the shop"]);
        assert!(shown.location.starts_with("https://shop.example/done?order=7&"), "{shown:?}");
        assert_eq!(stands(&stand_in, &shown.location).await, (state.to_owned(), reason));
    }
    // Nothing is left.
    assert!(initiate(&stand_in, &options).await.location.starts_with("/update/"));
}

#[tokio::test]
async fn a_buyer_who_goes_away_sees_the_session_stay_open() {
    let stand_in = stand_in().await;
    stand_in.prepare(Outcome::GoAway);
    let shown = initiate(&stand_in, &button(&payload(), PayOnly)).await;
    assert_eq!(shown.status, 200);
    shown.assert_says(&["The session stays open"]);
    let path = shown.html.split("href=\"").find(|part| part.starts_with("/update/")).expect("a way back");
    let path = path.split('"').next().expect("a path");
    assert_eq!(get(&stand_in, path).await.status, 200);
}

#[tokio::test]
async fn an_address_that_is_not_allowed_keeps_the_buyer_on_the_page() {
    let stand_in = stand_in().await;
    let mut payload = payload();
    payload["deliverySpecifications"] =
        json!({ "addressRestrictions": { "type": "Allowed", "restrictions": { "US": {} } } });
    let address = |country: &str| Address {
        name: "A Buyer".to_owned(),
        address_line1: "1 Road".to_owned(),
        country_code: country.to_owned(),
        ..Address::default()
    };
    stand_in.prepare(Outcome::ChangeAddress(address("FR")));
    stand_in.prepare(Outcome::ChangeAddress(address("US")));
    let shown = initiate(&stand_in, &button(&payload, PayAndShip)).await;
    assert_eq!(shown.status, 422);
    shown.assert_says(&["role=\"alert\"", "the shop does not deliver to this country", "Confirm"]);
    let shown = initiate(&stand_in, &button(&payload, PayAndShip)).await;
    assert_eq!(stands(&stand_in, &shown.location).await.0, "Open");
}

#[tokio::test]
async fn an_address_with_pay_only_is_said_so() {
    let stand_in = stand_in().await;
    stand_in.prepare(Outcome::ChangeAddress(stand_in.buyer().addresses.remove(0)));
    let shown = initiate(&stand_in, &button(&payload(), PayOnly)).await;
    assert_eq!(shown.status, 422);
    shown.assert_says(&["role=\"alert\"", "the button is for PayOnly"]);
    assert!(!shown.html.contains("#addresses"), "{shown:?}");
}

#[tokio::test]
async fn a_refused_button_leaves_them_for_the_next() {
    let stand_in = stand_in().await;
    stand_in.prepare(Outcome::Cancel);
    let mut options = button(&payload(), PayOnly);
    let good = options.clone();
    options["sandbox"] = json!(false);
    assert_eq!(initiate(&stand_in, &options).await.status, 400);
    let shown = initiate(&stand_in, &good).await;
    assert_eq!(stands(&stand_in, &shown.location).await.0, "Canceled");
}
