//! Each rule of the payload, broken once, in a payload that is signed well.

use crate::browser::{around, payload, stand_in};
use amazonpay_update_stand_in::{ChargePermission, PermissionState, StandIn};
use serde_json::{Value, json};

fn refused(stand_in: &StandIn, text: &str) -> (&'static str, String) {
    let refused = stand_in.open(&around(text)).expect_err(text);
    assert!(!refused.message.is_empty() && !refused.remedy.is_empty(), "{refused}");
    (refused.code, refused.member.unwrap_or_default())
}

/// The payload with this at that pointer; null takes it away.
fn with(pointer: &str, value: &Value) -> Value {
    let mut payload = payload();
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let parent = payload.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object");
    parent.remove(name);
    if !value.is_null() {
        parent.insert(name.to_owned(), value.clone());
    }
    payload
}

#[tokio::test]
async fn every_rule_refuses_what_breaks_it() {
    let stand_in = stand_in().await;
    let missing = "MissingParameterValue";
    let wrong = "InvalidParameterValue";
    let unknown = "UnrecognizedField";
    let combined = "InvalidParameterCombination";
    for (pointer, value, code) in [
        ("/storeId", json!(null), missing),
        ("/storeId", json!("amzn1.application.8b5e"), wrong),
        ("/storeId", json!(7), wrong),
        ("/webCheckoutDetails", json!(null), missing),
        ("/webCheckoutDetails", json!([]), wrong),
        ("/webCheckoutDetails/checkoutResultReturnUrl", json!(null), missing),
        ("/webCheckoutDetails/checkoutResultReturnUrl", json!("http://shop.example/"), wrong),
        ("/webCheckoutDetails/checkoutResultReturnUrl", json!("/done"), wrong),
        ("/webCheckoutDetails/checkoutResultReturnUrl", json!("https://me:word@shop.example/"), wrong),
        ("/webCheckoutDetails/checkoutCancelUrl", json!("http://shop.example/"), wrong),
        ("/webCheckoutDetails/amazonPayRedirectUrl", json!("https://shop.example/"), combined),
        ("/webCheckoutDetails/checkoutErrorUrl", json!("https://shop.example/"), combined),
        ("/webCheckoutDetails/more", json!("https://shop.example/"), unknown),
        ("/webCheckoutDetails/checkoutMode", json!("Express"), wrong),
        ("/chargePermissionId", json!(null), missing),
        ("/chargePermissionId", json!("B01-000000-0000000"), wrong),
        ("/chargePermissionType", json!(null), missing),
        ("/chargePermissionType", json!("OneTime"), wrong),
        ("/paymentMethodOnFileMetadata", json!(null), missing),
        ("/paymentMethodOnFileMetadata/setupOnly", json!(null), missing),
        ("/paymentMethodOnFileMetadata/setupOnly", json!("true"), wrong),
        ("/paymentMethodOnFileMetadata/more", json!(1), unknown),
        ("/paymentDetails", json!(null), missing),
        ("/paymentDetails/paymentIntent", json!(null), missing),
        ("/paymentDetails/paymentIntent", json!("Authorize"), wrong),
        ("/paymentDetails/canHandlePendingAuthorization", json!("false"), wrong),
        ("/paymentDetails/chargeAmount", json!({ "amount": "1", "currencyCode": "USD" }), combined),
        ("/paymentDetails/presentmentCurrency", json!("USD"), combined),
        ("/paymentDetails/more", json!(1), unknown),
        ("/checkoutMode", json!("ProcessOrder"), unknown),
        ("/recurringMetadata", json!({}), combined),
        ("/scopes", json!("name"), wrong),
        ("/scopes", json!(["name", "shoeSize"]), wrong),
        ("/merchantMetadata", json!({ "merchantReferenceId": "x".repeat(257) }), wrong),
        ("/merchantMetadata", json!({ "merchantStoreName": "店".repeat(51) }), wrong),
        ("/merchantMetadata", json!({ "noteToBuyer": "x".repeat(256) }), wrong),
        ("/merchantMetadata", json!({ "customInformation": "x".repeat(4097) }), wrong),
        ("/merchantMetadata", json!({ "more": "x" }), unknown),
        ("/platformId", json!(1), wrong),
        ("/providerMetadata", json!({ "more": "x" }), unknown),
        ("/deliverySpecifications", json!([]), wrong),
        ("/deliverySpecifications", json!({ "more": [] }), unknown),
        ("/deliverySpecifications", json!({ "specialRestrictions": ["restrictPOBoxes"] }), wrong),
        ("/deliverySpecifications", json!({ "addressRestrictions": { "type": "Allowed" } }), missing),
    ] {
        let text = with(pointer, &value).to_string();
        let (found, member) = refused(&stand_in, &text);
        assert_eq!(found, code, "{pointer} {value}");
        let path = pointer[1..].replace('/', ".");
        assert!(member.starts_with(&path), "{pointer} {value}: {member}");
    }
}

#[tokio::test]
async fn what_amazon_documents_is_taken() {
    let stand_in = stand_in().await;
    for (pointer, value) in [
        ("/webCheckoutDetails/checkoutCancelUrl", json!("https://shop.example/left")),
        ("/webCheckoutDetails/checkoutReviewReturnUrl", json!("https://shop.example/review")),
        ("/paymentMethodOnFileMetadata/setupOnly", json!(false)),
        ("/scopes", json!(["name", "email", "phoneNumber", "billingAddress"])),
        (
            "/merchantMetadata",
            json!({
                "merchantReferenceId": "x".repeat(256),
                "merchantStoreName": "店".repeat(50),
                "noteToBuyer": "x".repeat(255),
                "customInformation": "x".repeat(4096),
            }),
        ),
        ("/platformId", json!("SPEXAMPLE")),
        ("/supplementaryData", json!("{}")),
        ("/providerMetadata", json!({ "providerReferenceId": "7" })),
        ("/deliverySpecifications", json!({})),
    ] {
        let text = with(pointer, &value).to_string();
        stand_in.open(&around(&text)).expect(&text).go_away();
    }
}

#[tokio::test]
async fn what_is_no_json_or_not_plain_is_refused() {
    let stand_in = stand_in().await;
    let twice = payload().to_string().replacen('{', r#"{"chargePermissionType":"OneTime","#, 1);
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    // The seed's sample lacks a comma.
    for text in ["{", "[]", "7", r#"{"a":1 "b":2}"#, r#"{"a":1,"a":1}"#, &twice, &deep] {
        assert_eq!(
            refused(&stand_in, text),
            ("InvalidRequestFormat", "payloadJSON".to_owned()),
            "{text:.60}"
        );
    }
}

#[tokio::test]
async fn the_permission_must_be_registered_and_not_closed() {
    let stand_in = crate::support::stand_in().await;
    let options = around(&payload().to_string());
    let refused = stand_in.open(&options).expect_err("nothing is registered");
    assert_eq!(refused.code, "ResourceNotFound");
    assert!(refused.remedy.contains("stand_in.charge_permission("), "{refused}");
    assert!(refused.remedy.contains("control interface"), "{refused}");
    let closed = PermissionState::Closed(vec!["BuyerClosed".to_owned()]);
    stand_in.charge_permission(ChargePermission::new(crate::browser::PERMISSION, closed));
    let refused = stand_in.open(&options).expect_err("it is closed");
    assert_eq!(refused.code, "InvalidChargePermissionStatus");
}

#[tokio::test]
async fn a_return_url_is_one_that_everybody_reads_alike() {
    let stand_in = stand_in().await;
    let open = |url: &str| {
        let text = with("/webCheckoutDetails/checkoutResultReturnUrl", &json!(url)).to_string();
        stand_in.open(&around(&text)).map(|visit| visit.confirm().expect("confirmed"))
    };
    for url in [
        "https:shop.example/",
        "https:///shop.example/",
        "https:/shop.example/",
        "https:\\\\shop.example/",
        "https://shop.example/\\evil",
        "https://@shop.example/",
        "https://me@shop.example/",
        "https://shop.example:/",
        "https://shop.example:0x1/",
        "https://shop.example:65536/",
        "https://:443/",
        "https://sh\top.example/",
        "https://shop.example/a b",
        "https://shop.example/a\r\nb",
        " https://shop.example/",
        "https://shop.example/ ",
        "https://shop.example/\u{0}",
        "https://sh\u{f6}p.example/",
        "https://a;script-src/",
        "https://a,b/",
        "https://a_b/",
        "https://a%2eb/",
        "https://[::1",
        "https://[::1]x/",
        "https://[g::1]/",
        "https://",
        "https:///",
        "",
    ] {
        let refused = open(url).expect_err(url);
        assert_eq!(refused.code, "InvalidParameterValue", "{url}");
    }
    for url in [
        "https://shop.example",
        "HTTPS://shop.example/",
        "https://SHOP.example:8443/a/b?c=d#e",
        "https://192.0.2.1/a",
        "https://[2001:db8::1]:8443/a",
        "https://xn--shp-una.example?a",
        "https://shop.example/\u{e9}@:%zz",
    ] {
        let back = open(url).unwrap_or_else(|refused| panic!("{url}: {refused}"));
        assert!(back.url().contains("amazonCheckoutSessionId="), "{back:?}");
    }
}
