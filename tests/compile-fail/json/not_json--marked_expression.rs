//! Expressions in braces, or with a sign in front of them, and a country that is an expression.
// breaks: not_json, not_json, not_json

use amazonpay_update::{ChargePermissionId, CountryCode, StoreId, update_payload};

fn update(store: StoreId, permission: ChargePermissionId, country: CountryCode) {
    let _ = update_payload!(PayAndShip, {
        "storeId": #store,
        "chargePermissionId": {permission},
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": {"checkoutResultReturnUrl": "https://a.com/merchant-result-page"},
        "paymentMethodOnFileMetadata": {"setupOnly": true},
        "paymentDetails": {"paymentIntent": "Confirm", "canHandlePendingAuthorization": false},
        "deliverySpecifications": {
            "addressRestrictions": {"type": "Allowed", "restrictions": {country: {}}}
        }
    });
}

fn main() {}
