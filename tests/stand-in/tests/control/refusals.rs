//! Bad input, and what is said to it.

use crate::caller::{Caller, answer, register};
use crate::support::stand_in;
use serde_json::json;

/// Method, path, body, status, member at fault, words of the error or the remedy.
const REFUSED: &[(&str, &str, &str, u16, &str, &str)] = &[
    ("POST", "/charge-permissions", "", 400, "", "no JSON"),
    ("POST", "/charge-permissions", "{} {}", 400, "", "no JSON"),
    ("POST", "/charge-permissions", "[]", 400, "", "no JSON object"),
    ("POST", "/charge-permissions", "3", 400, "", "no JSON object"),
    ("POST", "/charge-permissions", "{}", 400, "chargePermissionId", "not there"),
    ("POST", "/charge-permissions", r#"{"chargePermissionId":"a/b"}"#, 400, "chargePermissionId", "no id"),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-1"}"#,
        400,
        "chargePermissionId",
        "no payload can name it",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-0000000-0000009","state":1}"#,
        400,
        "state",
        "Expected: a string",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-0000000-0000009","shippingAddress":{"name":"A","addressLine1":"B","countryCode":"ZZ"}}"#,
        400,
        "shippingAddress.countryCode",
        "ISO 3166-1",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-0000000-0000009","merchantMetadata":{"more":"x"}}"#,
        400,
        "merchantMetadata.more",
        "`noteToBuyer`",
    ),
    (
        "PATCH",
        "/charge-permissions/B01-1234567-1234567",
        r#"{"merchantMetadata":{"noteToBuyer":7}}"#,
        400,
        "merchantMetadata.noteToBuyer",
        "255 characters at most",
    ),
    ("POST", "/charge-permissions", r#"{"chargePermissionId":7}"#, 400, "chargePermissionId", "a string"),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-0000000-0000009","crad":"1111"}"#,
        400,
        "crad",
        "`card`",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-0000000-0000009","card":"9999"}"#,
        400,
        "card",
        "`1111`",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-0000000-0000009","state":"Open"}"#,
        400,
        "state",
        "`NonChargeable`",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-0000000-0000009","state":"Closed"}"#,
        400,
        "reasons",
        "`BuyerClosed`",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-0000000-0000009","state":"Closed","reasons":["a b"]}"#,
        400,
        "reasons[0]",
        "no reason code",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-0000000-0000009","state":"Chargeable","reasons":["Expired"]}"#,
        400,
        "reasons",
        "Leave them out",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-0000000-0000009","reasons":["Expired"]}"#,
        400,
        "reasons",
        "`state`",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-0000000-0000009","shippingAddress":{"countryCode":"us"}}"#,
        400,
        "shippingAddress.countryCode",
        "`US`",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-0000000-0000009","shippingAddress":{"zip":"1"}}"#,
        400,
        "shippingAddress.zip",
        "`postalCode`",
    ),
    (
        "POST",
        "/charge-permissions",
        r#"{"chargePermissionId":"B01-0000000-0000009","productType":"PayOnly","shippingAddress":{"name":"A","addressLine1":"B","countryCode":"US"}}"#,
        400,
        "shippingAddress",
        "`PayAndShip`",
    ),
    (
        "PATCH",
        "/charge-permissions/B01-1234567-1234567",
        r#"{"chargePermissionId":"C01-0000000-0000009"}"#,
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
        r#"{"checkoutSessionId":"acf951ea-32ee-4dea-916b-2caa9b218e4b","chargePermissionId":"B01-0000000-0000008"}"#,
        400,
        "chargePermissionId",
        "first",
    ),
    (
        "POST",
        "/checkout-sessions",
        r#"{"checkoutSessionId":"acf951ea-32ee-4dea-916b-2caa9b218e4b"}"#,
        400,
        "chargePermissionId",
        "Send it",
    ),
    (
        "POST",
        "/checkout-sessions",
        r#"{"checkoutSessionId":"x","chargePermissionId":"B01-1234567-1234567"}"#,
        400,
        "checkoutSessionId",
        "`x` is no id of a Checkout Session",
    ),
    (
        "POST",
        "/checkout-sessions",
        r#"{"checkoutSessionId":"acf951ea-32ee-4dea-916b02caa9b218e4b","chargePermissionId":"B01-1234567-1234567"}"#,
        400,
        "checkoutSessionId",
        "a UUID",
    ),
    (
        "POST",
        "/checkout-sessions",
        r#"{"checkoutSessionId":"acf951ea-32ee-4dea-916b-2caa9b218e4b","chargePermissionId":"zzz"}"#,
        400,
        "chargePermissionId",
        "`zzz` is no id of a Charge Permission",
    ),
    (
        "POST",
        "/notifications",
        r#"{"chargePermissionId":"zzz"}"#,
        400,
        "chargePermissionId",
        "`zzz` is no id of a Charge Permission",
    ),
    (
        "POST",
        "/notifications",
        r#"{"chargePermissionId":"B01-1234567-1234567","chargeId":"a/b"}"#,
        400,
        "chargeId",
        "`a/b` is no id",
    ),
    (
        "POST",
        "/checkout-sessions",
        r#"{"checkoutSessionId":"acf951ea-32ee-4dea-916b-2caa9b218e4b","chargePermissionId":"B01-1234567-1234567","state":"Canceled"}"#,
        400,
        "reasonCode",
        "`Declined`",
    ),
    (
        "POST",
        "/checkout-sessions",
        r#"{"checkoutSessionId":"acf951ea-32ee-4dea-916b-2caa9b218e4b","chargePermissionId":"B01-1234567-1234567","reasonCode":"Expired"}"#,
        400,
        "reasonCode",
        "Leave it out",
    ),
    (
        "POST",
        "/checkout-sessions",
        r#"{"checkoutSessionId":"acf951ea-32ee-4dea-916b-2caa9b218e4b","chargePermissionId":"B01-1234567-1234567","cancellationStatus":99}"#,
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
    (
        "POST",
        "/clock",
        r#"{"requestDatesOffBy":3000000000}"#,
        400,
        "requestDatesOffBy",
        "Expected: a whole number from -2147483648 to 2147483647",
    ),
    ("POST", "/clock", r#"{"setRight":true,"requestDatesOffBy":5}"#, 400, "requestDatesOffBy", "one of them"),
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
    (
        "PUT",
        "/faults/B01-1234567-1234567",
        r#"{"random":{"seed":-1,"share":1}}"#,
        400,
        "random.seed",
        "a whole number, 0 at least",
    ),
    (
        "PUT",
        "/faults/B01-1234567-1234567",
        r#"{"first":[{"fault":7}]}"#,
        400,
        "first[0].fault",
        "Expected: a string",
    ),
    ("PUT", "/faults/B01-1234567-1234567", r#"{"first":{}}"#, 400, "first", "Expected: an array"),
    ("PUT", "/faults/B01-1234567-1234567", r#"{"random":7}"#, 400, "random", "Expected: an object"),
    ("POST", "/outcomes", r#"{"outcome":"\ud800"}"#, 400, "", "one JSON object"),
    ("POST", "/outcomes", r#"{"outcome":5}"#, 400, "outcome", "Expected: a string"),
    ("POST", "/outcomes", r#"{"outcome":{"Pay":1}}"#, 400, "outcome", "`GoAway`"),
    ("POST", "/outcomes", r#"{"outcome":["Cancel"]}"#, 400, "outcome", "Expected: a string"),
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
