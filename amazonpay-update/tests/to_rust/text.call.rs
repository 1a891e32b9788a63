use amazonpay_update::payload::PayloadText;
use amazonpay_update::{PayAndShip, update_payload};

fn update() -> PayloadText<PayAndShip> {
    update_payload!(PayAndShip, {
        "webCheckoutDetails": {
            "checkoutResultReturnUrl": "https://a.com/店?a=\"b\"",
        },
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "paymentMethodOnFileMetadata": {
            "setupOnly": true,
        },
        "paymentDetails": {
            "paymentIntent": "Confirm",
        },
        "merchantMetadata": {},
    })
}
