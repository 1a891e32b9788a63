//! A product type that is known only at run time.

use amazonpay_update::payload::NeededProductType;
use amazonpay_update::update_payload;

fn update(needed: NeededProductType) {
    let _ = update_payload!(needed, {
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": {"checkoutResultReturnUrl": "https://a.com/merchant-result-page"},
        "paymentMethodOnFileMetadata": {"setupOnly": true},
        "paymentDetails": {"paymentIntent": "Confirm", "canHandlePendingAuthorization": false}
    });
}

fn main() {}
