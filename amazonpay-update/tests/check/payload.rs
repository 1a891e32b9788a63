//! A payload that keeps every rule, and how to spoil it.

use serde_json::{Value, json};

/// The payload example of Amazon's page, letter by letter: a comma is missing after
/// `paymentDetails`.
pub(crate) const PAGE_SAMPLE: &str = include_str!("../vectors/page-sample.json.txt");

pub(crate) fn right() -> Value {
    json!({
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": {
            "checkoutResultReturnUrl": "https://a.com/merchant-result-page",
            "checkoutCancelUrl": "https://a.com/account",
        },
        "paymentMethodOnFileMetadata": {"setupOnly": true},
        "paymentDetails": {"paymentIntent": "Confirm", "canHandlePendingAuthorization": false},
        "scopes": ["name", "email"],
        "merchantMetadata": {
            "merchantReferenceId": "customer-4711",
            "merchantStoreName": "Example Store",
            "noteToBuyer": "You are changing how you pay.",
            "customInformation": "tier=gold",
        },
        "deliverySpecifications": {
            "specialRestrictions": ["RestrictPOBoxes", "RestrictPackstations"],
            "addressRestrictions": {
                "type": "NotAllowed",
                "restrictions": {
                    "US": {
                        "statesOrRegions": ["WA", "PR", "AE"],
                        "zipCodes": ["95050", "93405", "123-*"],
                        "except": {"statesOrRegions": ["AK"], "zipCodes": ["9505?"]},
                    },
                    "JP": {"statesOrRegions": ["\u{6771}\u{4EAC}\u{90FD}"]},
                    "DE": {},
                },
            },
        },
    })
}

/// The right payload with one member replaced, added, or (with `None`) removed.
pub(crate) fn with(pointer: &str, value: Option<Value>) -> String {
    let mut payload = right();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = payload.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Some(value) => parent.insert(name.to_owned(), value),
        None => parent.remove(name),
    };
    payload.to_string()
}
