//! Notifications, announced and delivered by HTTP.

use crate::caller::{Caller, PERMISSION};
use crate::support::{KEY_ID, setup};
use amazonpay_update_stand_in::StandIn;
use axum::Router;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What was posted to it.
async fn shop() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/ipn", listener.local_addr().expect("an address"));
    let posted = Arc::new(Mutex::new(Vec::new()));
    let router = Router::new().fallback({
        let posted = Arc::clone(&posted);
        async move |body: String| posted.lock().expect("no panic").push(body)
    });
    tokio::spawn(async { axum::serve(listener, router).await });
    (url, posted)
}

fn envelope(notification: &Value) -> Value {
    serde_json::from_str(notification["body"].as_str().expect("a text")).expect("JSON")
}

#[tokio::test]
async fn a_notification_is_announced_held_and_delivered_twice() {
    let (url, posted) = shop().await;
    let stand_in = StandIn::start(setup(KEY_ID).ipn_url(&url)).await.expect("it starts");
    let caller = Caller::of(&stand_in);
    let held = json!({ "held": true, "maxAttempts": 2 });
    assert_eq!(caller.json("PATCH", "/notifications", held.clone()).await, (200, held));
    let body = json!({ "chargePermissionId": PERMISSION, "stateChanged": true, "subject": "A" });
    let (status, announced) = caller.json("POST", "/notifications", body).await;
    assert_eq!(status, 201);
    let (id, envelope) = (announced["id"].as_str().expect("a text"), envelope(&announced));
    assert_eq!((&envelope["MessageId"], &envelope["Subject"]), (&id.into(), &"A".into()));
    assert!(envelope["Message"].as_str().expect("a text").contains("STATE_CHANGE"));
    assert!(posted.lock().expect("no panic").is_empty());

    let twice = caller.json("POST", &format!("/notifications/{id}/deliver"), json!({ "times": 2 })).await;
    let deliveries = twice.1["deliveries"].as_array().expect("a list");
    assert_eq!(deliveries.len(), 2);
    for delivery in deliveries {
        assert_eq!((&delivery["taken"], &delivery["attempts"][0]["status"]), (&true.into(), &200.into()));
    }
    let body = announced["body"].as_str().expect("a text");
    assert_eq!(*posted.lock().expect("no panic"), [body, body]);
    let listed = caller.get("/notifications").await;
    assert_eq!(listed["notifications"][0]["attempts"].as_array().map(Vec::len), Some(2));
    let all = caller.json("POST", "/notifications/deliver-all", json!({ "seed": 1 })).await;
    assert_eq!(all, (200, json!({ "deliveries": [] })));
}

#[tokio::test]
async fn a_permission_that_is_changed_here_is_announced() {
    let (url, posted) = shop().await;
    let stand_in = StandIn::start(setup(KEY_ID).ipn_url(&url)).await.expect("it starts");
    let caller = Caller::of(&stand_in);
    let registered =
        caller.json("POST", "/charge-permissions", json!({ "chargePermissionId": PERMISSION })).await;
    assert_eq!(registered.0, 201);
    stand_in.notifications_settled().await;
    assert!(posted.lock().expect("no panic").is_empty());
    let path = format!("/charge-permissions/{PERMISSION}");
    for (change, notified) in [
        (json!({ "card": "4444" }), "ATTRIBUTE_CHANGE"),
        (json!({ "state": "Closed", "reasons": ["BuyerClosed"] }), "STATE_CHANGE"),
    ] {
        assert_eq!(caller.json("PATCH", &path, change).await.0, 200);
        stand_in.notifications_settled().await;
        let bodies = std::mem::take(&mut *posted.lock().expect("no panic"));
        let [body] = bodies.as_slice() else { panic!("one: {bodies:?}") };
        assert!(body.contains(notified) && body.contains(PERMISSION), "{body}");
    }
    // What is refused changes nothing.
    assert_eq!(caller.json("PATCH", &path, json!({ "card": "1234" })).await.0, 400);
    stand_in.notifications_settled().await;
    assert!(posted.lock().expect("no panic").is_empty());
}

#[tokio::test]
async fn each_variation_can_be_asked_for() {
    let stand_in = StandIn::start(setup(KEY_ID)).await.expect("it starts");
    let caller = Caller::of(&stand_in);
    let announce = async |body: Value| {
        let (status, announced) = caller.json("POST", "/notifications", body).await;
        assert_eq!(status, 201, "{announced}");
        envelope(&announced)
    };
    for kind in ["SubscriptionConfirmation", "UnsubscribeConfirmation"] {
        assert_eq!(announce(json!({ "confirmation": kind })).await["Type"], kind);
    }
    let good = announce(json!({ "text": "a", "signatureVersion": "2" })).await;
    assert_eq!((&good["Message"], &good["SignatureVersion"]), (&"a".into(), &"2".into()));
    let url = |envelope: &Value| envelope["SigningCertURL"].as_str().expect("a text").to_owned();
    let other_host = announce(json!({ "text": "a", "forged": "otherHost" })).await;
    assert!(url(&other_host).starts_with(&stand_in.base_url()));
    let stranger = announce(json!({ "text": "a", "forged": "otherAuthority" })).await;
    assert!(
        url(&stranger).starts_with("https://sns.us-east-1.amazonaws.com/") && url(&stranger) != url(&good)
    );
    assert_ne!(announce(json!({ "text": "a", "forged": "message" })).await["Message"], "a");
    announce(json!({ "text": "a", "forged": "signature" })).await;
    assert_eq!(announce(json!({ "text": "a", "topic": "arn:a" })).await["TopicArn"], "arn:a");
    let elsewhere = announce(json!({ "text": "a", "ofOtherRegion": true })).await;
    assert!(elsewhere["TopicArn"].as_str().expect("a text").starts_with("arn:aws:sns:ap-southeast-2:"));
    let old = announce(json!({ "text": "a", "agedSeconds": 172_800 })).await;
    assert!(old["Timestamp"].as_str() < good["Timestamp"].as_str());
    let charge = announce(json!({ "chargePermissionId": PERMISSION, "chargeId": "S01-1" })).await;
    assert!(
        charge["Message"].as_str().expect("a text").contains(r#""ObjectType":"CHARGE","ObjectId":"S01-1""#)
    );
}

#[tokio::test]
async fn what_cannot_be_delivered_is_refused() {
    let stand_in = StandIn::start(setup(KEY_ID)).await.expect("it starts");
    let caller = Caller::of(&stand_in);
    let (_, announced) = caller.json("POST", "/notifications", json!({ "text": "a" })).await;
    let deliver = format!("/notifications/{}/deliver", announced["id"].as_str().expect("a text"));
    for (method, path, body, status, member) in [
        ("POST", "/notifications", json!({}), 400, "chargePermissionId"),
        ("POST", "/notifications", json!({ "text": "a", "chargeId": "a" }), 400, "chargePermissionId"),
        ("POST", "/notifications", json!({ "text": "a", "forged": "all" }), 400, "forged"),
        ("PATCH", "/notifications", json!({ "maxAttempts": 0 }), 400, "maxAttempts"),
        ("POST", deliver.as_str(), json!({}), 400, "url"),
        ("POST", deliver.as_str(), json!({ "url": "http://shop.example/" }), 400, "url"),
        ("POST", deliver.as_str(), json!({ "times": 0 }), 400, "times"),
        ("POST", "/notifications/none/deliver", json!({}), 404, ""),
    ] {
        let (answered, refusal) = caller.json(method, path, body.clone()).await;
        assert_eq!((answered, refusal["member"].as_str().unwrap_or_default()), (status, member), "{refusal}");
        assert!(refusal["remedy"].is_string(), "{refusal}");
    }
}
