//! A private key in the wrong place of the control interface.

use crate::caller::{Caller, register};
use crate::support::{private_pem, stand_in};
use serde_json::json;

#[tokio::test]
async fn a_private_key_in_the_wrong_place_is_not_repeated() {
    let stand_in = stand_in().await;
    let caller = Caller::of(&stand_in);
    register(&caller).await;
    let pem = private_pem();
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    for key in [pem, &body] {
        for (method, path, body) in [
            ("POST", "/charge-permissions", json!({ "chargePermissionId": key })),
            ("POST", "/charge-permissions", json!({ key: "B01-1234567-1234567" })),
            ("POST", "/checkout-sessions", json!({ "checkoutSessionId": key, "chargePermissionId": key })),
            ("POST", "/notifications", json!({ "chargePermissionId": key })),
            ("POST", "/public-keys", json!({ "publicKeyId": key, "publicKeyPem": key })),
            ("POST", "/public-keys", json!({ "publicKeyId": "SANDBOX-A", "publicKeyPem": key })),
            ("POST", "/outcomes", json!({ "outcome": key })),
            ("PATCH", "/notifications", json!({ "held": key })),
        ] {
            let (status, answer) = caller.json(method, path, body).await;
            assert!(status == 400 && answer["remedy"].is_string(), "{path}: {answer}");
            for line in pem.lines().filter(|line| !line.starts_with("-----")) {
                assert!(!answer.to_string().contains(&line[..16]), "{path}: {answer}");
            }
        }
        let (status, answer) =
            caller.text("DELETE", &format!("/public-keys/{}", body.replace('/', "%2F")), "").await;
        assert!(status == 404 && !answer.to_string().contains(&body[..16]), "{answer}");
    }
}
