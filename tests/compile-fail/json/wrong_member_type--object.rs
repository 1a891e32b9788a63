//! An expression for an object that no type has.
// breaks: wrong_member_type

use amazonpay_update::update_payload;

fn update(details: &str) {
    let _ = update_payload!(PayOnly, {
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": {"checkoutResultReturnUrl": "https://a.com/merchant-result-page"},
        "paymentMethodOnFileMetadata": {"setupOnly": true},
        "paymentDetails": details
    });
}

fn main() {}
