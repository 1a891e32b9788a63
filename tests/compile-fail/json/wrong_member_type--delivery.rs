//! Rust code in a part of `deliverySpecifications`: it can only stand for the whole.
// breaks: wrong_member_type, wrong_member_type

use amazonpay_update::{ChargePermissionId, StateOrRegion, state_or_region, update_payload};

fn only_in(state: StateOrRegion, id: ChargePermissionId) {
    let _ = update_payload!(PayAndShip, {
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "chargePermissionId": id,
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": { "checkoutResultReturnUrl": "https://a.com/" },
        "paymentMethodOnFileMetadata": { "setupOnly": true },
        "paymentDetails": { "paymentIntent": "Confirm" },
        "deliverySpecifications": {
            "addressRestrictions": {
                "type": "Allowed",
                "restrictions": { "US": { "statesOrRegions": [state], "except": other(state) } },
            },
        },
    });
}

fn main() {
    only_in(state_or_region!("US-WA"), "C01-0000000-0000000".parse().unwrap());
}
