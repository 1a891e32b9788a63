use amazonpay_update::payload::PayloadText;
use amazonpay_update::{PayAndShip, update_payload};

fn update() -> PayloadText<PayAndShip> {
    update_payload!(PayAndShip, {
        "webCheckoutDetails": {
            "checkoutResultReturnUrl": "https://a.com/merchant-result-page",
        },
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "paymentMethodOnFileMetadata": {
            "setupOnly": true,
        },
        "paymentDetails": {
            "paymentIntent": "Confirm",
            "canHandlePendingAuthorization": false,
        },
        "deliverySpecifications": {
            "specialRestrictions": ["RestrictPOBoxes"],
            "addressRestrictions": {
                "type": "Allowed",
                "restrictions": {
                    "US": {
                        "statesOrRegions": ["WA"],
                        "zipCodes": ["95050", "93405"],
                    },
                    "GB": {
                        "zipCodes": ["72046", "72047"],
                    },
                    "IN": {
                        "statesOrRegions": ["AP"],
                    },
                    "JP": {},
                },
            },
        },
    })
}
