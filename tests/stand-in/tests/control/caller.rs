//! Who calls.

use crate::support::{PATIENCE, SESSION};
use amazonpay_update_stand_in::StandIn;
use reqwest::Method;
use serde_json::{Value, json};

pub(crate) const PERMISSION: &str = "B01-1234567-1234567";

/// What is called, and by which headers apart from those of every client.
pub(crate) struct Caller {
    pub(crate) client: reqwest::Client,
    pub(crate) origin: String,
}

impl Caller {
    pub(crate) fn of(stand_in: &StandIn) -> Caller {
        let client = reqwest::Client::builder().timeout(PATIENCE).build().expect("a client");
        Caller { client, origin: stand_in.control_origin() }
    }

    pub(crate) fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method: Method = method.parse().expect("a method");
        self.client.request(method, format!("{}{path}", self.origin))
    }

    pub(crate) async fn text(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let request = self.request(method, path).header("content-type", "application/json");
        answer(request.body(body.to_owned())).await
    }

    pub(crate) async fn json(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        self.text(method, path, &body.to_string()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let (status, body) = answer(self.request("GET", path)).await;
        assert_eq!(status, 200, "{body}");
        body
    }
}

pub(crate) async fn answer(request: reqwest::RequestBuilder) -> (u16, Value) {
    let response = request.send().await.expect("an answer");
    assert_eq!(response.headers()["server"], "amazon-pay-stand-in");
    assert!(!response.headers().keys().any(|name| name.as_str().starts_with("access-control-")));
    let status = response.status().as_u16();
    let text = response.text().await.expect("a text");
    (status, serde_json::from_str(&text).unwrap_or_else(|error| panic!("{status}, {error}: {text}")))
}

pub(crate) async fn register(caller: &Caller) {
    let reasons = json!(["PaymentMethodInvalid"]);
    let body = json!({ "chargePermissionId": PERMISSION, "state": "NonChargeable", "reasons": reasons });
    assert_eq!(caller.json("POST", "/charge-permissions", body).await.0, 201);
    let body = json!({ "checkoutSessionId": SESSION, "chargePermissionId": PERMISSION });
    assert_eq!(caller.json("POST", "/checkout-sessions", body).await.0, 201);
}
