use amazonpay_update::payload::PayloadText;
use amazonpay_update::{PayAndShip, update_payload};

fn update() -> PayloadText<PayAndShip> {
    update_payload!(PayAndShip, {
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": {
            "checkoutCancelUrl": "https://a.com/café",
            "checkoutResultReturnUrl": "https://a.com/?a='&b=\"店\"",
        },
        "paymentMethodOnFileMetadata": {
            "setupOnly": true,
        },
        "paymentDetails": {
            "paymentIntent": "Confirm",
        },
        "merchantMetadata": {
            "noteToBuyer": "💳\\n\n\r\t\u{8}\u{c}\0\u{1b}\u{7f}\u{202e}\u{2066}\u{feff}e\u{301} // \"; */ {} \\u{41}",
            "customInformation": "\u{2028}\u{10ffff} r#\"raw\"# $crate '",
            "merchantReferenceId": "",
            "merchantStoreName": "/",
        },
        "scopes": ["email", "name"],
    })
}
