//! The permission that an update is made for: updated, charged, closed.

mod support;

use amazonpay_update::session::ApiRequest;
use amazonpay_update_stand_in::{
    CancelReason, Card, ChargePermission, ChargeState, Environment, Fault, PermissionState, Region, Script,
    SessionState, Setup, StandIn,
};
use http::{Method, Request};
use serde_json::{Value, json};
use support::{
    Answered, HOST, KEY_ID, OTHER_SESSION, SESSION, ask, client, complete, confirmed, get, private_pem,
    public_pem, signed, signer_in, stand_in,
};

const PERMISSION: &str = "B01-1234567-1234567";

fn chargeable() -> ChargePermission {
    ChargePermission::new(PERMISSION, PermissionState::Chargeable)
}

fn request(method: Method, path: &str, body: &Value) -> ApiRequest {
    let mut segments = path.split('/');
    let request = ApiRequest::new(method, segments.next().expect("a first segment")).expect("a path");
    let request = segments.fold(request, |request, segment| request.segment(segment).expect("a segment"));
    if body.is_null() { request } else { request.body(body.to_string()) }
}

async fn call(stand_in: &StandIn, method: Method, path: &str, body: Value) -> Answered {
    ask(&client(stand_in), signed(&request(method, path, &body))).await
}

async fn permission(stand_in: &StandIn) -> Answered {
    call(stand_in, Method::GET, &format!("chargePermissions/{PERMISSION}"), Value::Null).await
}

async fn update(stand_in: &StandIn, body: Value) -> Answered {
    call(stand_in, Method::PATCH, &format!("chargePermissions/{PERMISSION}"), body).await
}

async fn close(stand_in: &StandIn, body: Value) -> Answered {
    call(stand_in, Method::DELETE, &format!("chargePermissions/{PERMISSION}/close"), body).await
}

fn charge_body() -> Value {
    json!({
        "chargePermissionId": PERMISSION,
        "chargeAmount": { "amount": "12.34", "currencyCode": "USD" },
        "captureNow": true,
    })
}

async fn charge(stand_in: &StandIn, body: Value) -> Answered {
    call(stand_in, Method::POST, "charges", body).await
}

#[tokio::test]
async fn a_lapsed_wallet_is_charged_again_after_its_update() {
    let stand_in = stand_in().await;
    let handle = stand_in.charge_permission(chargeable().card(Card::DECLINED));
    assert_eq!(charge(&stand_in, charge_body()).await.reason(), (422, "HardDeclined"));
    assert_eq!(handle.state(), PermissionState::NonChargeable(vec!["PaymentMethodInvalid".to_owned()]));
    assert_eq!(charge(&stand_in, charge_body()).await.reason(), (422, "InvalidChargePermissionStatus"));
    assert!(stand_in.charges().is_empty());

    stand_in.session(confirmed(SESSION).charge_permission(PERMISSION).card(Card::AMEX));
    assert_eq!(ask(&client(&stand_in), signed(&complete(SESSION))).await.status, 200);
    let updated = permission(&stand_in).await;
    assert_eq!(updated.state(), "Chargeable");
    assert_eq!(updated.body["paymentPreferences"][0]["paymentDescriptor"], "Amex ****0005");
    let charged = charge(&stand_in, charge_body()).await;
    assert_eq!((charged.status, charged.state()), (201, "Captured"));
    assert_eq!(charged.body["captureAmount"], json!({ "amount": "12.34", "currencyCode": "USD" }));
    let id = charged.body["chargeId"].as_str().expect("an id");
    assert_eq!(id, format!("{PERMISSION}-C000001"));
    let got = call(&stand_in, Method::GET, &format!("charges/{id}"), Value::Null).await;
    assert_eq!((got.status, &got.body), (200, &charged.body));

    let charges = stand_in.charges();
    let [charge] = charges.as_slice() else { panic!("{charges:?}") };
    assert_eq!((charge.id.as_str(), charge.charge_permission_id.as_str()), (id, PERMISSION));
    assert_eq!((charge.amount.as_str(), charge.currency.as_str()), ("12.34", "USD"));
    assert_eq!(charge.state, ChargeState::Captured);
}

#[tokio::test]
async fn a_charge_is_captured_authorized_or_still_to_be_decided() {
    let stand_in = stand_in().await;
    stand_in.charge_permission(chargeable());
    let mut later = charge_body();
    later["captureNow"] = json!(false);
    let authorized = charge(&stand_in, later).await;
    assert_eq!(authorized.state(), "Authorized");
    assert_eq!(authorized.body["captureAmount"]["amount"], "0.00");
    stand_in.charge_permission(chargeable().card(Card::AUTHORIZE_INITIATED));
    assert_eq!(charge(&stand_in, charge_body()).await.state(), "AuthorizationInitiated");
    let unknown = call(&stand_in, Method::GET, &format!("charges/{PERMISSION}-C000009"), Value::Null).await;
    assert_eq!(unknown.reason(), (404, "ResourceNotFound"));
}

#[tokio::test]
async fn the_same_charge_under_the_same_key_is_one_charge() {
    let stand_in = stand_in().await;
    stand_in.charge_permission(chargeable());
    let client = client(&stand_in);
    let once = request(Method::POST, "charges", &charge_body());
    let first = ask(&client, signed(&once)).await;
    assert_eq!(first.status, 201);
    assert_eq!(ask(&client, signed(&once)).await.body, first.body);
    assert_eq!(stand_in.charges().len(), 1);
    let mut other = charge_body();
    other["chargeAmount"]["amount"] = json!("12.35");
    let other = request(Method::POST, "charges", &other)
        .with_idempotency_key(once.idempotency_key().expect("a POST has one").clone());
    assert_eq!(ask(&client, signed(&other)).await.reason(), (400, "DuplicateIdempotencyKey"));
}

#[tokio::test]
async fn a_wrong_charge_is_refused_with_its_reason() {
    let stand_in = stand_in().await;
    stand_in.charge_permission(chargeable());
    let amount = |amount: Value| json!({ "chargeAmount": { "amount": amount, "currencyCode": "USD" } });
    let yen = |amount: &str| json!({ "chargeAmount": { "amount": amount, "currencyCode": "JPY" } });
    let cases = [
        (json!({ "chargePermissionId": "B01-0000000-0000000" }), (404, "ResourceNotFound")),
        (json!({ "chargePermissionId": null }), (400, "MissingParameterValue")),
        (json!({ "chargePermissionId": 1 }), (400, "InvalidParameterValue")),
        (json!({ "chargeAmount": null }), (400, "MissingParameterValue")),
        (json!({ "chargeAmount": "12.34" }), (400, "InvalidParameterValue")),
        (json!({ "chargeAmount": { "amount": "1", "currencyCode": "EUR" } }), (400, "CurrencyMismatch")),
        (json!({ "chargeAmount": { "amount": "1" } }), (400, "MissingParameterValue")),
        (
            json!({ "chargeAmount": { "amount": "1", "currencyCode": "USD", "tax": 1 } }),
            (400, "UnrecognizedField"),
        ),
        (json!({ "captureNow": "yes" }), (400, "InvalidParameterValue")),
        (json!({ "checkoutMode": "ProcessOrder" }), (400, "UnrecognizedField")),
        (
            json!({ "merchantMetadata": { "merchantStoreName": "x".repeat(51) } }),
            (400, "InvalidParameterValue"),
        ),
        (amount(json!("")), (400, "InvalidParameterValue")),
        (amount(json!("12.345")), (400, "InvalidParameterValue")),
        (amount(json!("12.")), (400, "InvalidParameterValue")),
        (amount(json!(".5")), (400, "InvalidParameterValue")),
        (amount(json!("1,234.00")), (400, "InvalidParameterValue")),
        (amount(json!("-1.00")), (400, "InvalidParameterValue")),
        (amount(json!("0.00")), (400, "InvalidParameterValue")),
        (amount(json!("1e3")), (400, "InvalidParameterValue")),
        (amount(json!(true)), (400, "InvalidParameterValue")),
        (yen("100.00"), (400, "InvalidParameterValue")),
        (yen("100"), (400, "CurrencyMismatch")),
    ];
    for (change, reason) in cases {
        let mut body = charge_body();
        let members = change.as_object().expect("an object").clone();
        body.as_object_mut().expect("an object").extend(members);
        assert_eq!(charge(&stand_in, body).await.reason(), reason, "{change}");
    }
    assert!(stand_in.charges().is_empty());
    // The .NET SDK writes numbers.
    let mut body = charge_body();
    body["chargeAmount"]["amount"] = json!(299.99);
    assert_eq!(charge(&stand_in, body).await.body["chargeAmount"]["amount"], "299.99");
}

#[tokio::test]
async fn merchant_metadata_is_set_within_its_limits() {
    let stand_in = stand_in().await;
    stand_in.charge_permission(chargeable());
    for (member, most) in [
        ("merchantReferenceId", 256),
        ("merchantStoreName", 50),
        ("noteToBuyer", 255),
        ("customInformation", 4096),
    ] {
        let set = |length: usize| json!({ "merchantMetadata": { member: "é".repeat(length) } });
        let answered = update(&stand_in, set(most)).await;
        assert_eq!((answered.status, answered.state()), (200, "Chargeable"), "{member}");
        assert_eq!(answered.body["merchantMetadata"][member], "é".repeat(most));
        assert_eq!(
            update(&stand_in, set(most + 1)).await.reason(),
            (400, "InvalidParameterValue"),
            "{member}"
        );
    }
    // The members that are not named stay.
    let answered = update(&stand_in, json!({ "merchantMetadata": { "noteToBuyer": "Thanks" } })).await;
    assert_eq!(answered.body["merchantMetadata"]["noteToBuyer"], "Thanks");
    assert_eq!(answered.body["merchantMetadata"]["merchantStoreName"], "é".repeat(50));
    assert_eq!(permission(&stand_in).await.body, answered.body);

    for (body, reason) in [
        (json!({}), "MissingParameterValue"),
        (json!([]), "InvalidRequestFormat"),
        (json!({ "merchantMetadata": 1 }), "InvalidParameterValue"),
        (json!({ "merchantMetadata": { "noteToBuyer": 1 } }), "InvalidParameterValue"),
        (json!({ "merchantMetadata": { "note": "" } }), "UnrecognizedField"),
        (json!({ "merchantMetadata": {}, "limits": {} }), "UnrecognizedField"),
    ] {
        assert_eq!(update(&stand_in, body.clone()).await.reason(), (400, reason), "{body}");
    }
}

#[tokio::test]
async fn a_closed_permission_is_neither_charged_nor_changed() {
    let stand_in = stand_in().await;
    let handle = stand_in.charge_permission(chargeable());
    let mut later = charge_body();
    later["captureNow"] = json!(false);
    for body in [charge_body(), later] {
        assert_eq!(charge(&stand_in, body).await.status, 201);
    }
    for (body, reason) in [
        (json!({}), "MissingParameterValue"),
        (json!({ "closureReason": "x".repeat(256) }), "InvalidParameterValue"),
        (json!({ "closureReason": "x", "cancelPendingCharges": 1 }), "InvalidParameterValue"),
        (json!({ "closureReason": "x", "reason": "y" }), "UnrecognizedField"),
    ] {
        assert_eq!(close(&stand_in, body.clone()).await.reason(), (400, reason), "{body}");
    }
    assert_eq!(handle.state(), PermissionState::Chargeable);

    let closed =
        close(&stand_in, json!({ "closureReason": "x".repeat(255), "cancelPendingCharges": true })).await;
    assert_eq!((closed.status, closed.state()), (200, "Closed"));
    assert_eq!(closed.body["statusDetails"]["reasons"][0]["reasonCode"], "MerchantClosed");
    let states: Vec<_> = stand_in.charges().iter().map(|charge| charge.state).collect();
    assert_eq!(states, [ChargeState::Captured, ChargeState::Canceled]);
    let wrong = (422, "InvalidChargePermissionStatus");
    assert_eq!(charge(&stand_in, charge_body()).await.reason(), wrong);
    assert_eq!(update(&stand_in, json!({ "merchantMetadata": {} })).await.reason(), wrong);
    assert_eq!(close(&stand_in, json!({ "closureReason": "x" })).await.reason(), wrong);

    // An update does not open it.
    stand_in.session(confirmed(SESSION).charge_permission(PERMISSION).card(Card::AMEX));
    assert_eq!(ask(&client(&stand_in), signed(&complete(SESSION))).await.reason(), wrong);
    let body = permission(&stand_in).await.body;
    assert_eq!(body["statusDetails"]["state"], "Closed");
    assert_eq!(body["paymentPreferences"][0]["paymentDescriptor"], "Visa ****1111");
}

#[tokio::test]
async fn pending_charges_stay_unless_it_is_said() {
    let stand_in = stand_in().await;
    stand_in.charge_permission(chargeable().card(Card::AUTHORIZE_INITIATED));
    assert_eq!(charge(&stand_in, charge_body()).await.status, 201);
    assert_eq!(close(&stand_in, json!({ "closureReason": "x" })).await.status, 200);
    assert_eq!(stand_in.charges()[0].state, ChargeState::AuthorizationInitiated);
}

/// The header is not signed: Amazon's own modules leave it out.
fn simulated(request: &ApiRequest, code: &str) -> Request<String> {
    let mut request = signed(request);
    request.headers_mut().insert("x-amz-pay-simulation-code", code.parse().expect("a value"));
    request
}

#[tokio::test]
async fn what_the_sandbox_simulates_happens() {
    let stand_in = stand_in().await;
    let client = client(&stand_in);
    for (code, reason) in [
        ("BuyerCanceled", CancelReason::BuyerCanceled),
        ("AmazonCanceled", CancelReason::AmazonCanceled),
        ("Declined", CancelReason::Declined),
    ] {
        let session = stand_in.session(confirmed(SESSION));
        let answered = ask(&client, simulated(&complete(SESSION), code)).await;
        assert_eq!(answered.reason(), (422, "CheckoutSessionCanceled"), "{code}");
        assert_eq!(session.state(), SessionState::Canceled(reason));
    }
    let handle = stand_in.charge_permission(chargeable());
    let charge = || request(Method::POST, "charges", &charge_body());
    for code in ["SoftDeclined", "AmazonRejected", "TransactionTimedOut", "HardDeclined"] {
        assert_eq!(handle.state(), PermissionState::Chargeable);
        assert_eq!(ask(&client, simulated(&charge(), code)).await.reason(), (422, code));
    }
    assert!(matches!(handle.state(), PermissionState::NonChargeable(_)));
    let close = request(
        Method::DELETE,
        &format!("chargePermissions/{PERMISSION}/close"),
        &json!({ "closureReason": "x" }),
    );
    assert_eq!(ask(&client, simulated(&close, "AmazonClosed")).await.status, 200);
    assert_eq!(handle.state(), PermissionState::Closed(vec!["AmazonClosed".to_owned()]));
}

#[tokio::test]
async fn what_cannot_be_simulated_is_refused() {
    let stand_in = stand_in().await;
    let client = client(&stand_in);
    let session = stand_in.session(confirmed(SESSION));
    stand_in.charge_permission(chargeable());
    let wrong = (400, "InvalidSandboxSimulationSpecified");
    for (request, code) in [
        (complete(SESSION), "HardDeclined"),
        (complete(SESSION), "nonsense"),
        (get(SESSION), "Declined"),
        (request(Method::POST, "charges", &charge_body()), "BuyerCanceled"),
    ] {
        assert_eq!(ask(&client, simulated(&request, code)).await.reason(), wrong, "{code}");
    }
    assert_eq!(session.state(), SessionState::Confirmed);

    let setup = Setup::new(Region::Us, KEY_ID.replace("SANDBOX", "LIVE"), public_pem(private_pem()));
    let live = StandIn::start(setup.environment(Environment::Live)).await.expect("it starts");
    live.session(confirmed(OTHER_SESSION));
    let mut request =
        signer_in(amazonpay_update::Environment::Live).sign(&complete(OTHER_SESSION)).expect("signed");
    assert_eq!(request.uri().host(), Some(HOST));
    request.headers_mut().insert("x-amz-pay-simulation-code", "Declined".parse().expect("a value"));
    assert_eq!(ask(&support::client(&live), request).await.reason(), wrong);
}

#[tokio::test]
async fn a_charge_has_members_of_the_documented_types() {
    let stand_in = stand_in().await;
    stand_in.charge_permission(chargeable());
    for (name, wrong, right) in [
        ("softDescriptor", json!([1]), json!("A shop")),
        ("softDescriptor", json!("x".repeat(17)), json!("x".repeat(16))),
        ("platformId", json!({}), json!("SPEXAMPLE")),
        ("providerMetadata", json!(5), json!({ "providerReferenceId": "7" })),
        ("providerMetadata", json!({ "providerReferenceId": 7 }), json!({})),
        ("chargeInitiator", json!(1), json!("MITU")),
        ("channel", json!(true), json!("Web")),
    ] {
        for (value, status) in [(wrong, 400), (right, 201)] {
            let mut body = charge_body();
            body[name] = value.clone();
            assert_eq!(charge(&stand_in, body).await.status, status, "{name} {value}");
        }
    }
}

#[tokio::test]
async fn handles_see_and_change_what_there_is() {
    let stand_in = stand_in().await;
    assert!(stand_in.permission_handle(PERMISSION).is_none() && stand_in.session_handle(SESSION).is_none());
    stand_in.charge_permission(chargeable());
    stand_in.session(confirmed(SESSION));
    let handle = stand_in.permission_handle(PERMISSION).expect("it is registered");
    let address = stand_in.buyer().addresses.remove(0);
    assert_eq!((handle.card(), handle.shipping_address()), (Card::VISA, None));
    handle.set_card(Card::AMEX);
    handle.set_shipping_address(Some(address.clone()));
    assert_eq!((handle.card(), handle.shipping_address()), (Card::AMEX, Some(address)));
    let shown = permission(&stand_in).await.body;
    assert_eq!(shown["paymentPreferences"][0]["paymentDescriptor"], "Amex ****0005");
    assert_eq!(shown["shippingAddress"]["city"], "Seattle");
    assert_eq!(stand_in.notifications().len(), 2);

    let session = stand_in.session_handle(SESSION).expect("it is registered");
    session.set_script(Script::first([Fault::TooEarly]));
    assert_eq!(ask(&client(&stand_in), signed(&get(SESSION))).await.status, 425);
    assert_eq!(ask(&client(&stand_in), signed(&get(SESSION))).await.status, 200);
}
