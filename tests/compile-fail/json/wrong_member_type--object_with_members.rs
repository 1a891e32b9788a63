//! An expression for an object without a type, whose members take expressions.
// breaks: wrong_member_type

use amazonpay_update::update_payload;

fn update(metadata: bool) {
    let _ = update_payload!(PayOnly, {
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "paymentDetails": {"paymentIntent": "Confirm"},
        "webCheckoutDetails": {"checkoutResultReturnUrl": "https://a.com/merchant-result-page"},
        "paymentMethodOnFileMetadata": metadata
    });
}

fn main() {}
