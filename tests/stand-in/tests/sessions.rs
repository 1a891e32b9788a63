//! What becomes of sessions and permissions, and of requests that come twice.

mod support;

use amazonpay_update::charge_permission_id;
use amazonpay_update::session::ApiRequest;
use amazonpay_update_stand_in::{
    CancelReason, ChargePermission, CheckoutSession, PermissionState, SessionState,
};
use http::StatusCode;
use serde_json::{Value, json};
use support::{OTHER_SESSION, SESSION, ask, client, complete, confirmed, get, session_id, signed, stand_in};

#[tokio::test]
async fn a_session_is_completed_once_and_its_permission_can_be_charged_again() {
    let stand_in = stand_in().await;
    let reasons = vec!["PaymentMethodInvalid".to_owned()];
    let permission = stand_in.charge_permission(ChargePermission::new(
        "B01-1234567-1234567",
        PermissionState::NonChargeable(reasons),
    ));
    let session = stand_in.session(confirmed(SESSION).charge_permission(permission.id()));
    let client = client(&stand_in);
    let ask_permission = ApiRequest::get_charge_permission(&charge_permission_id!("B01-1234567-1234567"));

    let before = ask(&client, signed(&ask_permission)).await;
    assert_eq!(before.state(), "NonChargeable");
    assert_eq!(before.body["statusDetails"]["reasons"][0]["reasonCode"], "PaymentMethodInvalid");
    let open = ask(&client, signed(&get(SESSION))).await;
    assert_eq!(open.body["chargePermissionId"], Value::Null);
    let address = open.body["shippingAddressList"][0].as_str().expect("a text");
    let address: Value = serde_json::from_str(address).expect("JSON in the text");
    assert_eq!(address["countryCode"], "US");

    let completed = ask(&client, signed(&complete(SESSION))).await;
    assert_eq!((completed.status, completed.state()), (200, "Completed"));
    assert_eq!(completed.body["chargePermissionId"], permission.id());
    assert_eq!(completed.body["buyer"], Value::Null);
    assert_eq!(ask(&client, signed(&get(SESSION))).await.state(), "Completed");
    let after = ask(&client, signed(&ask_permission)).await;
    assert_eq!((after.state(), &after.body["statusDetails"]["reasons"]), ("Chargeable", &Value::Null));

    let again = ask(&client, signed(&complete(SESSION))).await;
    assert_eq!(again.reason(), (422, "InvalidCheckoutSessionStatus"));
    assert_eq!(session.completions(), 1);
    assert_eq!(session.state(), SessionState::Completed);
    assert_eq!((session.records().len(), permission.records().len(), stand_in.records().len()), (4, 2, 6));
}

#[tokio::test]
async fn a_session_the_buyer_has_not_confirmed_cannot_be_completed() {
    let stand_in = stand_in().await;
    let session = stand_in.session(CheckoutSession::new(SESSION, SessionState::Open));
    let client = client(&stand_in);
    assert_eq!(
        ask(&client, signed(&complete(SESSION))).await.reason(),
        (422, "InvalidCheckoutSessionStatus")
    );
    session.set_state(SessionState::Confirmed);
    assert_eq!(ask(&client, signed(&complete(SESSION))).await.status, 200);
}

#[tokio::test]
async fn a_canceled_session_says_only_how_it_stands() {
    let stand_in = stand_in().await;
    let client = client(&stand_in);
    for (reason, name) in [
        (CancelReason::BuyerCanceled, "BuyerCanceled"),
        (CancelReason::Declined, "Declined"),
        (CancelReason::Expired, "Expired"),
        (CancelReason::AmazonCanceled, "AmazonCanceled"),
    ] {
        for status in [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::BAD_REQUEST] {
            let session = CheckoutSession::new(SESSION, SessionState::Canceled(reason));
            let session = stand_in.session(session.cancellation_status(status));
            let refused = ask(&client, signed(&complete(SESSION))).await;
            assert_eq!(refused.reason(), (status.as_u16(), "CheckoutSessionCanceled"));
            assert_eq!(session.completions(), 0);
        }
        let body = ask(&client, signed(&get(SESSION))).await.body;
        assert_eq!(body["statusDetails"]["state"], "Canceled");
        assert_eq!(body["statusDetails"]["reasonCode"], name);
        let said = body
            .as_object()
            .expect("an object")
            .iter()
            .filter(|(_, value)| !(value.is_null() || **value == json!([]) || **value == json!([null])));
        let said: Vec<_> = said.map(|(member, _)| member.as_str()).collect();
        assert_eq!(said, ["checkoutSessionId", "statusDetails"]);
    }
}

#[tokio::test]
async fn the_same_request_under_the_same_key_gets_the_first_answer() {
    let stand_in = stand_in().await;
    let session = stand_in.session(CheckoutSession::new(SESSION, SessionState::Open));
    let client = client(&stand_in);
    let early = complete(SESSION);
    let refused = ask(&client, signed(&early)).await;
    session.set_state(SessionState::Confirmed);
    let request = complete(SESSION);
    let first = ask(&client, signed(&request)).await;
    assert_eq!(first.status, 200);
    assert_eq!(ask(&client, signed(&request)).await.body, first.body);
    assert_eq!(ask(&client, signed(&early)).await.body, refused.body);
    assert_eq!(session.completions(), 1);
}

#[tokio::test]
async fn another_request_under_the_same_key_is_a_duplicate() {
    let stand_in = stand_in().await;
    stand_in.session(confirmed(SESSION));
    let other = stand_in.session(confirmed(OTHER_SESSION));
    let client = client(&stand_in);
    let request = complete(SESSION);
    assert_eq!(ask(&client, signed(&request)).await.status, 200);
    let key = request.idempotency_key().expect("a POST has one").clone();
    let duplicate = (400, "DuplicateIdempotencyKey");
    let reused = complete(OTHER_SESSION).with_idempotency_key(key.clone());
    assert_eq!(ask(&client, signed(&reused)).await.reason(), duplicate);
    let changed = request.body("{ }").with_idempotency_key(key);
    assert_eq!(ask(&client, signed(&changed)).await.reason(), duplicate);
    assert_eq!(other.completions(), 0);
}

#[tokio::test]
async fn a_new_key_completes_again_where_only_the_key_guards() {
    let stand_in = stand_in().await;
    let session = stand_in.session(confirmed(SESSION).guarded_by_key_alone());
    let client = client(&stand_in);
    let request = complete(SESSION);
    for _ in 0..2 {
        assert_eq!(ask(&client, signed(&request)).await.status, 200);
    }
    assert_eq!(session.completions(), 1);
    assert_eq!(ask(&client, signed(&complete(SESSION))).await.status, 200);
    assert_eq!(session.completions(), 2);
}

#[tokio::test]
async fn only_an_empty_object_completes_an_update() {
    let stand_in = stand_in().await;
    let session = stand_in.session(confirmed(SESSION));
    let client = client(&stand_in);
    for (body, reason) in [
        ("", "InvalidRequestFormat"),
        ("[]", "InvalidRequestFormat"),
        (r#"{"chargeAmount":{"amount":"1.00","currencyCode":"USD"}}"#, "UnrecognizedField"),
    ] {
        let request = ApiRequest::complete_checkout_session(&session_id(SESSION)).body(body);
        assert_eq!(ask(&client, signed(&request)).await.reason(), (400, reason), "{body}");
        // Refused, so the key is still free.
        assert_eq!(session.completions(), 0);
    }
}

#[tokio::test]
async fn an_unknown_session_is_not_found() {
    let stand_in = stand_in().await;
    let client = client(&stand_in);
    for request in [get(SESSION), complete(SESSION)] {
        assert_eq!(ask(&client, signed(&request)).await.reason(), (404, "ResourceNotFound"));
    }
}
