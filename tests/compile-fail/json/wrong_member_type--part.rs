//! An expression within a part that only its type can write.
// breaks: wrong_member_type

use amazonpay_update::update_payload;

fn update(kind: &str) {
    let _ = update_payload!(PayAndShip, {
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "paymentDetails": {"paymentIntent": "Confirm"},
        "webCheckoutDetails": {"checkoutResultReturnUrl": "https://a.com/merchant-result-page"},
        "paymentMethodOnFileMetadata": {"setupOnly": true},
        "deliverySpecifications": {
            "addressRestrictions": {"type": kind, "restrictions": {"US": {}}}
        }
    });
}

fn main() {}
