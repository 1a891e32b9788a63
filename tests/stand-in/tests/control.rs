//! What the control interface does, and whom and what it refuses.

mod support;

use amazonpay_update::charge_permission_id;
use amazonpay_update::session::ApiRequest;
use amazonpay_update_stand_in::{ChargePermission, PermissionState, StandIn};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;
use support::{
    KEY_ID, SESSION, ask, client, complete, get, other_private_pem, public_pem, send, signed, signer_with,
    stand_in,
};

const PERMISSION: &str = "B01-1234567-1234567";

/// What is called, and by which headers apart from those of every client.
struct Caller {
    client: reqwest::Client,
    origin: String,
}

impl Caller {
    fn of(stand_in: &StandIn) -> Caller {
        let client = reqwest::Client::builder().timeout(Duration::from_secs(10)).build().expect("a client");
        Caller { client, origin: stand_in.control_origin() }
    }

    fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method: Method = method.parse().expect("a method");
        self.client.request(method, format!("{}{path}", self.origin))
    }

    async fn text(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let request = self.request(method, path).header("content-type", "application/json");
        answer(request.body(body.to_owned())).await
    }

    async fn json(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        self.text(method, path, &body.to_string()).await
    }

    async fn get(&self, path: &str) -> Value {
        let (status, body) = answer(self.request("GET", path)).await;
        assert_eq!(status, 200, "{body}");
        body
    }
}

async fn answer(request: reqwest::RequestBuilder) -> (u16, Value) {
    let response = request.send().await.expect("an answer");
    assert_eq!(response.headers()["server"], "amazon-pay-stand-in");
    assert!(!response.headers().keys().any(|name| name.as_str().starts_with("access-control-")));
    let status = response.status().as_u16();
    let text = response.text().await.expect("a text");
    (status, serde_json::from_str(&text).unwrap_or_else(|error| panic!("{status}, {error}: {text}")))
}

async fn register(caller: &Caller) {
    let reasons = json!(["PaymentMethodInvalid"]);
    let body = json!({ "chargePermissionId": PERMISSION, "state": "NonChargeable", "reasons": reasons });
    assert_eq!(caller.json("POST", "/charge-permissions", body).await.0, 201);
    let body = json!({ "checkoutSessionId": SESSION, "chargePermissionId": PERMISSION });
    assert_eq!(caller.json("POST", "/checkout-sessions", body).await.0, 201);
}

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

/// Method, path, body, status, member at fault, words of the error or the remedy.
const REFUSED: &[(&str, &str, &str, u16, &str, &str)] = &[
    ("POST", "/charge-permissions", "", 400, "", "no JSON"),
    ("POST", "/charge-permissions", "{} {}", 400, "", "no JSON"),
    ("POST", "/charge-permissions", "[]", 400, "", "no JSON object"),
    ("POST", "/charge-permissions", "3", 400, "", "no JSON object"),
    ("POST", "/charge-permissions", "{}", 400, "chargePermissionId", "not there"),
    ("POST", "/charge-permissions", r#"{"chargePermissionId":"a/b"}"#, 400, "chargePermissionId", "no id"),
    ("POST", "/charge-permissions", r#"{"chargePermissionId":7}"#, 400, "chargePermissionId", "a string"),
    ("POST", "/charge-permissions", r#"{"chargePermissionId":"B","crad":"1111"}"#, 400, "crad", "`card`"),
    ("POST", "/charge-permissions", r#"{"chargePermissionId":"B","card":"9999"}"#, 400, "card", "`1111`"),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B","state":"Open"}"#,
        400,
        "state",
        "`NonChargeable`",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B","state":"Closed"}"#,
        400,
        "reasons",
        "`BuyerClosed`",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B","state":"Closed","reasons":["a b"]}"#,
        400,
        "reasons[0]",
        "no reason code",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B","state":"Chargeable","reasons":["Expired"]}"#,
        400,
        "reasons",
        "Leave them out",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B","reasons":["Expired"]}"#,
        400,
        "reasons",
        "`state`",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B","shippingAddress":{"countryCode":"us"}}"#,
        400,
        "shippingAddress.countryCode",
        "`US`",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B","shippingAddress":{"zip":"1"}}"#,
        400,
        "shippingAddress.zip",
        "`postalCode`",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B","productType":"PayOnly","shippingAddress":{"name":"A","addressLine1":"B","countryCode":"US"}}"#,
        400,
        "shippingAddress",
        "`PayAndShip`",
    ),
    (
        "PATCH",
        "/charge-permissions/B01-1234567-1234567",
        r#"{"chargePermissionId":"C"}"#,
        400,
        "chargePermissionId",
        "changed",
    ),
    ("PATCH", "/charge-permissions/nobody", "{}", 404, "", "`POST /charge-permissions`"),
    ("DELETE", "/charge-permissions/nobody", "", 404, "", "`nobody`"),
    ("GET", "/charge-permissions/%ff", "", 400, "", "UTF-8"),
    ("POST", "/checkout-sessions", "{}", 400, "checkoutSessionId", "Send it"),
    (
        "POST",
        "/checkout-sessions",
        r#"{"checkoutSessionId":"a","chargePermissionId":"b"}"#,
        400,
        "chargePermissionId",
        "first",
    ),
    (
        "POST",
        "/checkout-sessions",
        r#"{"checkoutSessionId":"a","state":"Canceled"}"#,
        400,
        "reasonCode",
        "`Declined`",
    ),
    (
        "POST",
        "/checkout-sessions",
        r#"{"checkoutSessionId":"a","reasonCode":"Expired"}"#,
        400,
        "reasonCode",
        "Leave it out",
    ),
    (
        "POST",
        "/checkout-sessions",
        r#"{"checkoutSessionId":"a","cancellationStatus":99}"#,
        400,
        "cancellationStatus",
        "422",
    ),
    ("PATCH", "/checkout-sessions/nobody", r#"{"state":"Open"}"#, 404, "", "`nobody`"),
    ("POST", "/outcomes", r#"{"outcome":"ChangeCard"}"#, 400, "card", "needs `card`"),
    ("POST", "/outcomes", r#"{"outcome":"Cancel","card":"1111"}"#, 400, "card", "Leave it out"),
    (
        "POST",
        "/outcomes",
        r#"{"outcome":"ChangeAddress","address":{"countryCode":"US"}}"#,
        400,
        "address.name",
        "`addressLine1`",
    ),
    ("POST", "/outcomes", r#"{"outcome":"Pay"}"#, 400, "outcome", "`GoAway`"),
    ("PUT", "/buyer", r#"{"name":"","email":"e","addresses":[]}"#, 400, "name", "empty"),
    ("PUT", "/buyer", r#"{"name":"n","email":"e"}"#, 400, "addresses", "Send it"),
    (
        "PUT",
        "/buyer",
        r#"{"name":"n","email":"e","addresses":[{}]}"#,
        400,
        "addresses[0].countryCode",
        "`US`",
    ),
    ("POST", "/clock", "{}", 400, "advance", "`setRight`"),
    ("POST", "/clock", r#"{"advance":"soon"}"#, 400, "advance", "25h"),
    ("POST", "/clock", r#"{"advance":"-1h"}"#, 400, "advance", "does not move"),
    ("POST", "/clock", r#"{"advance":"1 month"}"#, 400, "advance", "no duration"),
    ("POST", "/clock", r#"{"advance":"200 weeks 99999 days"}"#, 400, "advance", "century"),
    ("POST", "/clock", r#"{"advance":"1h","setRight":true}"#, 400, "setRight", "one of them"),
    ("POST", "/clock", r#"{"requestDatesOffBy":3000000000}"#, 400, "requestDatesOffBy", "i32"),
    ("PUT", "/faults/nobody", r#"{"first":[{"fault":"TooEarly"}]}"#, 404, "", "`nobody`"),
    ("PUT", "/faults/B01-1234567-1234567", "{}", 400, "first", "`random`"),
    ("PUT", "/faults/B01-1234567-1234567", r#"{"first":[]}"#, 400, "first", "at least one"),
    (
        "PUT",
        "/faults/B01-1234567-1234567",
        r#"{"first":[{"fault":"Drop"}]}"#,
        400,
        "first[0].when",
        "needs `when`",
    ),
    (
        "PUT",
        "/faults/B01-1234567-1234567",
        r#"{"first":[{"fault":"TooEarly","status":500}]}"#,
        400,
        "first[0].status",
        "Leave it out",
    ),
    (
        "PUT",
        "/faults/B01-1234567-1234567",
        r#"{"first":[{"fault":"Late","durationMs":600001}]}"#,
        400,
        "first[0].durationMs",
        "600000",
    ),
    (
        "PUT",
        "/faults/B01-1234567-1234567",
        r#"{"first":[{"fault":"Redirect","status":200}]}"#,
        400,
        "first[0].status",
        "307",
    ),
    (
        "PUT",
        "/faults/B01-1234567-1234567",
        r#"{"first":[{"fault":"RedirectTo","status":302,"location":"https://pay-api.amazon.com/"}]}"#,
        400,
        "first[0].location",
        "this machine",
    ),
    (
        "PUT",
        "/faults/B01-1234567-1234567",
        r#"{"first":[{"fault":"TooManyRequests","retryAfterSeconds":1,"retryAfterDateInSeconds":1}]}"#,
        400,
        "first[0].retryAfterDateInSeconds",
        "one header",
    ),
    (
        "PUT",
        "/faults/B01-1234567-1234567",
        r#"{"random":{"seed":1,"share":1.5}}"#,
        400,
        "random.share",
        "0.0",
    ),
    ("PUT", "/faults/B01-1234567-1234567", r#"{"random":{"seed":-1,"share":1}}"#, 400, "random.seed", "u64"),
    (
        "PUT",
        "/faults/B01-1234567-1234567",
        r#"{"random":{"seed":1,"share":1,"faults":[{"fault":"Fire"}]}}"#,
        400,
        "random.faults[0].fault",
        "`TooEarly`",
    ),
    ("GET", "/requests?limit=0", "", 400, "limit", "1 to 10000"),
    ("GET", "/requests?limit=many", "", 400, "", "limit"),
    ("GET", "/requests?since=1", "", 400, "", "since"),
    (
        "POST",
        "/public-keys",
        r#"{"publicKeyId":"LIVE-A","publicKeyPem":""}"#,
        400,
        "publicKeyId",
        "other environment",
    ),
    ("POST", "/public-keys", r#"{"publicKeyId":"","publicKeyPem":""}"#, 400, "publicKeyId", "Seller Central"),
    (
        "POST",
        "/public-keys",
        r#"{"publicKeyId":"A","publicKeyPem":"-----BEGIN PRIVATE KEY-----"}"#,
        400,
        "publicKeyPem",
        "-pubout",
    ),
    (
        "POST",
        "/public-keys",
        r#"{"publicKeyId":"A","publicKeyPem":"key"}"#,
        400,
        "publicKeyPem",
        "PUBLIC KEY",
    ),
    ("GET", "/nothing", "", 404, "", "`GET /`"),
    ("DELETE", "/buyer", "", 405, "", "`DELETE`"),
];

#[tokio::test]
async fn what_does_not_fit_is_refused_with_its_place_and_what_to_do() {
    let stand_in = stand_in().await;
    let caller = Caller::of(&stand_in);
    register(&caller).await;
    let everything = || async {
        let mut all = Vec::new();
        for path in ["/charge-permissions", "/checkout-sessions", "/outcomes", "/buyer"] {
            all.push(caller.get(path).await);
        }
        all
    };
    let before = everything().await;
    for (method, path, body, status, member, words) in REFUSED {
        let (status_there, answer) = caller.text(method, path, body).await;
        let there = (status_there, answer["member"].as_str().unwrap_or_default());
        assert_eq!(there, (*status, *member), "{method} {path} {body}: {answer}");
        let said = format!(
            "{}. {}",
            answer["error"].as_str().expect("words"),
            answer["remedy"].as_str().expect("words")
        );
        assert!(said.contains(words), "{method} {path} {body}: {answer}");
    }
    assert_eq!(everything().await, before);
    assert_eq!(caller.get("/clock").await["ahead"], "PT0S");
}

#[tokio::test]
async fn only_json_of_a_bounded_length_is_read() {
    let stand_in = stand_in().await;
    let caller = Caller::of(&stand_in);
    let body = r#"{"outcome":"Cancel"}"#;
    for media_type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""] {
        let request = caller.request("POST", "/outcomes").header("content-type", media_type).body(body);
        assert_eq!(answer(request).await.0, 415, "{media_type}");
    }
    assert_eq!(answer(caller.request("POST", "/outcomes").body(body)).await.0, 415);
    let spaces = " ".repeat(1 << 20);
    assert_eq!(caller.text("POST", "/outcomes", &format!("{body}{spaces}")).await.0, 413);
    assert_eq!(caller.get("/outcomes").await, json!({ "outcomes": [] }));
    let request =
        caller.request("POST", "/outcomes").header("content-type", "Application/JSON; charset=utf-8");
    assert_eq!(answer(request.body(body)).await.0, 201);
}

#[tokio::test]
async fn no_page_of_the_web_steers_it() {
    let stand_in = stand_in().await;
    let caller = Caller::of(&stand_in);
    let port = caller.origin.rsplit(':').next().expect("a port").to_owned();
    let own = |host: &str| format!("{host}:{port}");
    for (header, value, status) in [
        ("host", own("127.0.0.1"), 200),
        ("host", own("LOCALHOST"), 200),
        ("host", own("[::1]"), 200),
        ("host", "localhost".to_owned(), 421),
        ("host", own("shop.example"), 421),
        ("host", own("127.0.0.1.shop.example"), 421),
        ("host", own("user@localhost"), 421),
        ("host", "localhost:1".to_owned(), 421),
        ("origin", format!("http://{}", own("127.0.0.1")), 200),
        ("origin", format!("http://{}", own("localhost")), 200),
        ("origin", format!("https://{}", own("localhost")), 403),
        ("origin", "http://localhost:3000".to_owned(), 403),
        ("origin", "https://shop.example".to_owned(), 403),
        ("origin", "null".to_owned(), 403),
        ("origin", String::new(), 403),
        ("sec-fetch-site", "same-origin".to_owned(), 200),
        ("sec-fetch-site", "none".to_owned(), 200),
        ("sec-fetch-site", "same-site".to_owned(), 403),
        ("sec-fetch-site", "cross-site".to_owned(), 403),
    ] {
        for (method, path) in [("GET", "/outcomes"), ("DELETE", "/outcomes"), ("GET", "/nothing")] {
            let (there, body) = answer(caller.request(method, path).header(header, &value)).await;
            let status = if status == 200 && path == "/nothing" { 404 } else { status };
            assert_eq!(there, status, "{method} {path} {header}: {value}: {body}");
            assert!(status == 200 || body["remedy"].is_string(), "{body}");
        }
    }
    let preflight = caller.request("OPTIONS", "/outcomes").header("access-control-request-method", "DELETE");
    assert_eq!(answer(preflight).await.0, 405);
}

/// Whatever is sent, the answer is one, and none of its own mistakes.
#[tokio::test]
async fn no_input_brings_it_down() {
    let stand_in = stand_in().await;
    let caller = Caller::of(&stand_in);
    let about = caller.get("/").await;
    let odd = [
        "null",
        "[]",
        "{}",
        "\"\"",
        "-1",
        "1e999",
        "{\"a\":",
        "\u{feff}{}",
        "[[[[[[",
        "{\"\":\"\"}",
        "\u{1F600}",
        "{\"first\":[null]}",
        "{\"random\":{\"seed\":18446744073709551616,\"share\":\"x\"}}",
        "{\"advance\":\"99999999999999999999h\"}",
        "{\"advance\":\"\"}",
        "{\"advance\":\"PT2562047788015215H\"}",
        "{\"random\":{\"seed\":0,\"share\":-0.0}}",
    ];
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    register(&caller).await;
    for call in about["calls"].as_array().expect("a list") {
        let (method, path) = (call["method"].as_str().expect("one"), call["path"].as_str().expect("one"));
        for id in [PERMISSION, SESSION, "%00", "%F0%9F%98%80", "a%2Fb", "..%2f", &"x".repeat(5000)] {
            let path = path.replace("{id}", id);
            for body in odd.into_iter().chain([deep.as_str()]) {
                let (status, answer) = caller.text(method, &path, body).await;
                assert!(status < 500, "{method} {path} {body}: {status} {answer}");
                assert!(
                    status < 400 || answer["error"].is_string(),
                    "{method} {path} {body}: {status} {answer}"
                );
            }
            if !call["path"].as_str().expect("one").contains("{id}") {
                break;
            }
        }
    }
}
