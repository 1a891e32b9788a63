//! Amazon Pay tells of changes, and others pretend to: by the stand-in's control interface.

use crate::visitor::Visitor;
use crate::world::World;
use amazonpay_update::session::ChargePermissionStep;
use amazonpay_update_shop::database::Product;
use reqwest::Method;
use serde_json::{Value, json};

async fn control(world: &World, method: Method, path: &str, body: Value) -> Value {
    let url = format!("{}{path}", world.shop.stand_in(world.place.region).control_origin());
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let answer = client.request(method, url).json(&body).send().await.expect("it answers");
    let (status, text) = (answer.status(), answer.text().await.expect("a text"));
    assert!(status.is_success(), "{path}: {status} {text}");
    serde_json::from_str(&text).expect("JSON")
}

/// Delivers a notification so often. Whether the shop took each of them.
async fn deliver(world: &World, id: &Value, times: u32) -> Vec<bool> {
    let path = format!("/notifications/{}/deliver", id.as_str().expect("an id"));
    let answer = control(world, Method::POST, &path, json!({ "times": times })).await;
    let deliveries = answer["deliveries"].as_array().expect("a list");
    deliveries.iter().map(|delivery| delivery["taken"] == true).collect()
}

pub(crate) async fn forged_shuffled_and_replayed(world: &World) {
    let visitor = Visitor::new(world, "notifications", Product::GreenTea).await;
    control(world, Method::PATCH, "/notifications", json!({ "held": true, "maxAttempts": 1 })).await;
    let hosted = visitor.goes_to_amazon("payment-method", "PayAndShip").await;
    visitor.chooses("Visa ****1111").await;
    visitor.presses("Confirm").await;
    visitor.is_told("updated").await;
    let updated = visitor.has_completed(&[&hosted]).await;
    assert_eq!(updated.step, ChargePermissionStep::NothingToDo);

    // It lapses again, and the shop does not know yet.
    let path = format!("/charge-permissions/{}", visitor.id);
    let lapsed = json!({ "state": "NonChargeable", "reasons": ["PaymentMethodExpired"] });
    let well = json!({ "state": "Chargeable", "reasons": [] });
    for state in [&lapsed, &well, &lapsed] {
        control(world, Method::PATCH, &path, state.clone()).await;
    }
    let genuine = control(world, Method::GET, "/notifications", json!({})).await["notifications"].take();
    let is_of_wallet =
        |one: &&Value| one["body"].as_str().is_some_and(|body| body.contains(visitor.id.as_str()));
    let genuine: Vec<_> = genuine.as_array().expect("a list").iter().filter(is_of_wallet).cloned().collect();
    assert!(genuine.len() >= 3, "{genuine:?}");

    // Who forges one cannot make the shop look.
    for forged in ["signature", "message", "otherAuthority", "otherHost"] {
        let forged = json!({ "chargePermissionId": visitor.id, "forged": forged });
        let announced = control(world, Method::POST, "/notifications", forged.clone()).await;
        assert_eq!(deliver(world, &announced["id"], 1).await, [false], "{forged}");
    }
    let of_other_region = json!({ "chargePermissionId": visitor.id, "ofOtherRegion": true });
    let announced = control(world, Method::POST, "/notifications", of_other_region).await;
    assert_eq!(deliver(world, &announced["id"], 1).await, [false]);
    assert_eq!(visitor.rows().await, updated);
    visitor.sees_on_the_account_page(&updated).await;

    // In another order: what is newest counts.
    control(world, Method::POST, "/notifications/deliver-all", json!({ "seed": 3 })).await;
    let lapsed_again = visitor.rows().await;
    assert_eq!(lapsed_again.step, ChargePermissionStep::SendToUpdatePage);
    assert_eq!(lapsed_again.completed_updates, updated.completed_updates);
    visitor.sees_on_the_account_page(&lapsed_again).await;

    // One that was done is taken again, and nothing is done: the shop does not learn that it is well.
    control(world, Method::PATCH, &path, well).await;
    for one in &genuine {
        assert_eq!(deliver(world, &one["id"], 2).await, [true, true]);
    }
    assert_eq!(visitor.rows().await, lapsed_again);
    visitor.sees_on_the_account_page(&lapsed_again).await;
    control(world, Method::POST, "/notifications/deliver-all", json!({})).await;
    assert_eq!(visitor.rows().await, updated);
    visitor.sees_on_the_account_page(&updated).await;
    control(world, Method::PATCH, "/notifications", json!({ "held": false, "maxAttempts": 4 })).await;
    visitor.ends().await;
}
