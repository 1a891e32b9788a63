//! What a call does, seen from the API.

use crate::caller::{Caller, PERMISSION, register};
use crate::support::{
    KEY_ID, SESSION, ask, client, complete, get, other_private_pem, public_pem, send, signed, signer_with,
    stand_in,
};
use amazonpay_update::charge_permission_id;
use amazonpay_update::session::ApiRequest;
use amazonpay_update_stand_in::{ChargePermission, PermissionState};
use serde_json::{Value, json};

#[tokio::test]
async fn what_is_registered_here_is_what_the_api_knows() {
    let stand_in = stand_in().await;
    let (caller, shop) = (Caller::of(&stand_in), client(&stand_in));
    register(&caller).await;
    let ask_permission = ApiRequest::get_charge_permission(&charge_permission_id!("B01-1234567-1234567"));
    assert_eq!(ask(&shop, signed(&ask_permission)).await.state(), "NonChargeable");
    assert_eq!(ask(&shop, signed(&complete(SESSION))).await.status, 200);
    let shown = caller.get(&format!("/charge-permissions/{PERMISSION}")).await;
    assert_eq!((&shown["state"], &shown["reasons"]), (&json!("Chargeable"), &json!([])));
    let shown = caller.get(&format!("/checkout-sessions/{SESSION}")).await;
    assert_eq!((&shown["state"], &shown["completions"]), (&json!("Completed"), &json!(1)));

    let closed =
        json!({ "state": "Closed", "reasons": ["BuyerClosed"], "card": "4444", "productType": "PayAndShip" });
    let path = format!("/charge-permissions/{PERMISSION}");
    assert_eq!(caller.json("PATCH", &path, closed).await.0, 200);
    let there = ask(&shop, signed(&ask_permission)).await.body;
    assert_eq!(there["statusDetails"]["state"], "Closed");
    assert_eq!(there["statusDetails"]["reasons"][0]["reasonCode"], "BuyerClosed");
    assert_eq!(there["paymentPreferences"][0]["paymentDescriptor"], "Mastercard ****4444");
    assert_eq!(there["shippingAddress"]["city"], "Seattle");

    assert_eq!(caller.text("DELETE", &path, "").await.0, 200);
    assert_eq!(ask(&shop, signed(&ask_permission)).await.status, 404);
    let canceled = json!({ "state": "Canceled", "reasonCode": "Declined" });
    assert_eq!(caller.json("PATCH", &format!("/checkout-sessions/{SESSION}"), canceled).await.0, 200);
    assert_eq!(ask(&shop, signed(&get(SESSION))).await.body["statusDetails"]["reasonCode"], "Declined");
}

#[tokio::test]
async fn every_fault_that_is_listed_can_be_set_and_strikes() {
    let stand_in = stand_in().await;
    let (caller, shop) = (Caller::of(&stand_in), client(&stand_in));
    register(&caller).await;
    let mut faults = caller.get("/faults").await["faults"].as_array().expect("a list").clone();
    faults.push(json!({ "fault": "OtherAnswer", "body": "{}" }));
    faults.push(json!({ "fault": "RedirectTo", "status": 307, "location": "http://localhost:1/" }));
    let path = format!("/faults/{PERMISSION}");
    let set = caller.json("PUT", &path, json!({ "first": faults })).await;
    assert_eq!(set, (200, json!({ "chargePermissionId": PERMISSION })));
    let request = ApiRequest::get_charge_permission(&charge_permission_id!("B01-1234567-1234567"));
    for _ in &faults {
        let _ = send(&shop, signed(&request)).await;
    }
    let found = caller.get(&format!("/requests?id={PERMISSION}&limit=1000")).await;
    let struck: Vec<_> =
        found["requests"].as_array().expect("a list").iter().map(|one| &one["fault"]).collect();
    // The network's repetition is received twice.
    let twice = |fault: &Value| if fault["fault"] == "DuplicateDelivery" { 2 } else { 1 };
    let expected: Vec<_> = faults.iter().flat_map(|fault| vec![fault; twice(fault)]).collect();
    assert_eq!(struck, expected);

    let path = format!("/faults/{SESSION}");
    let storm =
        json!({ "random": { "seed": 1, "share": 1, "faults": [{ "fault": "TooEarly" }] }, "limit": 2 });
    assert_eq!(caller.json("PUT", &path, storm).await.0, 200);
    let statuses = [425, 425, 200];
    for status in statuses {
        assert_eq!(ask(&shop, signed(&get(SESSION))).await.status, status);
    }
    assert_eq!(caller.json("PUT", &path, json!({ "first": [{ "fault": "TooEarly" }] })).await.0, 200);
    assert_eq!(caller.text("DELETE", &path, "").await.0, 200);
    assert_eq!(ask(&shop, signed(&get(SESSION))).await.status, 200);
}

#[tokio::test]
async fn requests_are_listed_without_what_could_send_them_again() {
    let stand_in = stand_in().await;
    let (caller, shop) = (Caller::of(&stand_in), client(&stand_in));
    register(&caller).await;
    let request = complete(SESSION);
    ask(&shop, signed(&request)).await;
    let forged = signer_with(KEY_ID, other_private_pem()).sign(&get(SESSION)).expect("signed");
    ask(&shop, forged).await;
    let all = caller.get("/requests").await;
    assert_eq!(all["total"], 2);
    let (first, second) = (&all["requests"][0], &all["requests"][1]);
    assert_eq!(first["idempotencyKey"], request.idempotency_key().expect("one").as_str());
    assert_eq!((&first["signatureIsGood"], &second["signatureIsGood"]), (&json!(true), &json!(false)));
    assert_eq!(first["target"], format!("/v2/checkoutSessions/{SESSION}/complete"));
    assert_eq!((&first["method"], &first["fault"]), (&json!("POST"), &Value::Null));
    assert!(first["date"].as_str().is_some_and(|date| date.len() == 16));
    let text = all.to_string().to_lowercase();
    assert!(!text.contains("amzn-pay-rsassa") && !text.contains("authorization"), "{text}");
    let last = caller.get(&format!("/requests?limit=1&id={SESSION}")).await;
    assert_eq!((&last["total"], &last["requests"]), (&json!(2), &json!([second])));
    assert_eq!(caller.get(&format!("/requests?id={PERMISSION}")).await["total"], 0);
}

#[tokio::test]
async fn the_clock_moves_and_keys_come_and_go() {
    let stand_in = stand_in().await;
    let (caller, shop) = (Caller::of(&stand_in), client(&stand_in));
    register(&caller).await;
    for (by, ahead) in [("25h", "PT25H"), ("PT1H", "PT26H"), ("30 days", "PT746H")] {
        let moved = caller.json("POST", "/clock", json!({ "advance": by })).await;
        assert_eq!((moved.0, moved.1["ahead"].as_str()), (200, Some(ahead)));
    }
    // Dates of requests go by the machine's clock all the same.
    let permission = ApiRequest::get_charge_permission(&charge_permission_id!("B01-1234567-1234567"));
    assert_eq!(ask(&shop, signed(&permission)).await.status, 200);
    let off = caller.json("POST", "/clock", json!({ "requestDatesOffBy": -301 })).await.1;
    assert_eq!(off["requestDatesOffBy"], -301);
    assert_eq!(ask(&shop, signed(&permission)).await.reason(), (400, "InvalidHeaderValue"));
    let right = caller.json("POST", "/clock", json!({ "setRight": true })).await.1;
    assert_eq!((&right["ahead"], &right["requestDatesOffBy"]), (&json!("PT0S"), &json!(0)));
    assert_eq!(ask(&shop, signed(&permission)).await.status, 200);

    let rotated =
        json!({ "publicKeyId": "SANDBOX-ROTATED", "publicKeyPem": public_pem(other_private_pem()) });
    assert_eq!(caller.json("POST", "/public-keys", rotated).await.0, 201);
    let with_new_key = signer_with("SANDBOX-ROTATED", other_private_pem());
    assert_eq!(ask(&shop, with_new_key.sign(&permission).expect("signed")).await.status, 200);
    assert_eq!(caller.text("DELETE", &format!("/public-keys/{KEY_ID}"), "").await.0, 200);
    assert_eq!(ask(&shop, signed(&permission)).await.reason(), (403, "InvalidAuthentication"));
    assert_eq!(caller.text("DELETE", &format!("/public-keys/{KEY_ID}"), "").await.0, 404);

    assert_eq!(caller.text("POST", "/reset", "").await.0, 200);
    assert_eq!(caller.get("/charge-permissions").await, json!({ "chargePermissions": [] }));
    assert_eq!(caller.get("/requests").await["total"], 0);
    assert_eq!(ask(&shop, with_new_key.sign(&permission).expect("signed")).await.status, 404);
}

#[tokio::test]
async fn the_buyer_is_who_was_put_there() {
    let stand_in = stand_in().await;
    let caller = Caller::of(&stand_in);
    stand_in.charge_permission(ChargePermission::new(PERMISSION, PermissionState::Chargeable));
    let address = json!({ "name": "Jane Doe", "addressLine1": "1 Example Way", "countryCode": "CA" });
    let buyer = json!({ "name": "Jane Doe", "email": "jane@example.com", "addresses": [address] });
    let (status, put) = caller.json("PUT", "/buyer", buyer).await;
    assert_eq!((status, &put["addresses"][0]["countryCode"]), (200, &json!("CA")));
    assert_eq!(caller.get("/buyer").await, put);
    assert_eq!(stand_in.buyer().name, "Jane Doe");
    let with_address = json!({ "productType": "PayAndShip" });
    let (_, permission) =
        caller.json("PATCH", &format!("/charge-permissions/{PERMISSION}"), with_address).await;
    assert_eq!(permission["shippingAddress"]["addressLine1"], "1 Example Way");
}

#[tokio::test]
async fn sessions_are_listed_in_the_order_in_which_they_were_made() {
    let stand_in = stand_in().await;
    let caller = Caller::of(&stand_in);
    stand_in.charge_permission(ChargePermission::new(PERMISSION, PermissionState::Chargeable));
    let id = |letter: char| format!("{letter}cf951ea-32ee-4dea-916b-2caa9b218e4a");
    // The second `b` replaces the first.
    for letter in "cbadfeb".chars() {
        let body = json!({ "checkoutSessionId": id(letter), "chargePermissionId": PERMISSION });
        assert_eq!(caller.json("POST", "/checkout-sessions", body).await.0, 201);
    }
    let listed = caller.get("/checkout-sessions").await;
    let listed = listed["checkoutSessions"].as_array().expect("a list");
    let listed: Vec<_> = listed.iter().map(|session| session["checkoutSessionId"].clone()).collect();
    assert_eq!(listed, "cadfeb".chars().map(|letter| json!(id(letter))).collect::<Vec<_>>());
}
