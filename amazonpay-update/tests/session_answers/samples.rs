//! Answers as Amazon Pay gives them.

use amazonpay_update::session::{ChargePermission, CheckoutSession};
use http::Response;
use serde_json::{Value, json};

pub(crate) fn response(status: u16, body: impl AsRef<[u8]>) -> Response<Vec<u8>> {
    let response = Response::builder().status(status).header("content-type", "application/json");
    response.header("x-amz-pay-request-id", "request-1").body(body.as_ref().to_vec()).unwrap()
}

pub(crate) fn session(members: &Value) -> CheckoutSession {
    CheckoutSession::from_response(&response(200, members.to_string())).unwrap()
}

pub(crate) fn permission(members: &Value) -> ChargePermission {
    ChargePermission::from_response(&response(200, members.to_string())).unwrap()
}

/// Data of the buyer that must not show.
pub(crate) const PRIVATE: &str = "Private";

fn address() -> Value {
    let members = [
        "addressId",
        "name",
        "addressLine1",
        "addressLine2",
        "addressLine3",
        "city",
        "county",
        "district",
        "stateOrRegion",
        "postalCode",
        "countryCode",
        "phoneNumber",
    ];
    members.iter().map(|member| ((*member).to_owned(), json!(PRIVATE))).collect()
}

/// What a Checkout Session and a Charge Permission have in common.
fn common() -> Value {
    json!({
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "paymentMethodOnFileMetadata": { "setupOnly": true },
        "buyer": {
            "buyerId": PRIVATE, "name": PRIVATE, "email": PRIVATE, "phoneNumber": PRIVATE,
            "primeMembershipTypes": [PRIVATE],
        },
        "shippingAddress": address(),
        "billingAddress": address(),
        "paymentPreferences": [{ "paymentDescriptor": PRIVATE }],
        "creationTimestamp": "20191015T204313Z",
        "expirationTimestamp": "20191015T204313Z",
        "releaseEnvironment": "sandbox",
        "platformId": "a platform",
        "merchantMetadata": { "noteToBuyer": PRIVATE },
        "recurringMetadata": { "frequency": { "unit": "Month", "value": "1" } },
    })
}

fn with_common(members: Value) -> Value {
    let Value::Object(mut all) = common() else { panic!() };
    let Value::Object(members) = members else { panic!() };
    all.extend(members);
    Value::Object(all)
}

/// A Checkout Session with every documented member.
pub(crate) fn full_session() -> Value {
    with_common(json!({
        "checkoutSessionId": "bd504926-f659-4ad7-a1a9-9a747aaf5275",
        "statusDetails": {
            "state": "Canceled", "reasonCode": "Declined", "reasonDescription": "in words",
            "lastUpdatedTimestamp": "20191015T204327Z",
        },
        "shippingAddressList": [address(), address()],
        "constraints": [{ "constraintId": "ChargeAmountNotSet", "description": "in words" }],
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "productType": "PayAndShip",
        "orderType": "an order",
        "checkoutType": "a checkout",
        "checkoutButtonText": "a text",
        "chargeId": "S01-5105180-3221187-C056351",
        "supplementaryData": PRIVATE,
        "webCheckoutDetails": { "checkoutCancelUrl": null },
        "paymentDetails": { "paymentIntent": "Confirm", "chargeAmount": null },
        "providerMetadata": { "providerReferenceId": null },
        "deliverySpecifications": { "addressRestrictions": null },
        "multiAddressesCheckoutMetadata": [null, 1],
    }))
}

/// A Charge Permission with every documented member.
pub(crate) fn full_permission() -> Value {
    with_common(json!({
        "statusDetails": {
            "state": "NonChargeable",
            "reasons": [{ "reasonCode": "PaymentMethodExpired", "reasonDescription": "in words" }],
            "lastUpdatedTimestamp": "20191015T204327Z",
        },
        "limits": {
            "amountLimit": { "amount": "500.00", "currencyCode": "USD" },
            "amountBalance": { "amount": "500.00", "currencyCode": "USD" },
        },
        "presentmentCurrency": "USD",
        "amazonPayToken": PRIVATE,
        "chargePermissionReferenceId": "a reference",
    }))
}

/// The same without members that are null, lists' elements that are, and what is then empty.
pub(crate) fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .map(
                |(member, value)| {
                    if is_raw(&member) { (member, value) } else { (member, without_nulls(value)) }
                },
            )
            .filter(|(member, value)| {
                let empty = value.as_array().is_some_and(Vec::is_empty)
                    || (member == "statusDetails" && *value == json!({}));
                !value.is_null() && !empty
            })
            .collect(),
        Value::Array(items) => items.into_iter().filter(|item| !item.is_null()).map(without_nulls).collect(),
        other => other,
    }
}

/// Members whose value is passed on as JSON.
pub(crate) fn is_raw(member: &str) -> bool {
    [
        "webCheckoutDetails",
        "paymentDetails",
        "merchantMetadata",
        "recurringMetadata",
        "providerMetadata",
        "deliverySpecifications",
        "multiAddressesCheckoutMetadata",
    ]
    .contains(&member)
}
