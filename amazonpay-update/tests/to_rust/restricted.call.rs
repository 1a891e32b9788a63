use amazonpay_update::payload::PayloadText;
use amazonpay_update::{PayAndShip, update_payload};

fn update() -> PayloadText<PayAndShip> {
    update_payload!(PayAndShip, {
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": {
            "checkoutResultReturnUrl": "https://a.com/merchant-result-page",
        },
        "paymentMethodOnFileMetadata": {
            "setupOnly": true,
        },
        "paymentDetails": {
            "paymentIntent": "Confirm",
            "canHandlePendingAuthorization": false,
        },
        "scopes": ["name", "email"],
        "merchantMetadata": {
            "merchantStoreName": "Example Store",
        },
        "deliverySpecifications": {
            "specialRestrictions": ["RestrictPOBoxes"],
            "addressRestrictions": {
                "type": "Allowed",
                "restrictions": {
                    "US": {
                        "statesOrRegions": ["WA"],
                        "zipCodes": ["95050"],
                    },
                    "IN": {
                        "statesOrRegions": ["AP"],
                    },
                },
            },
        },
    })
}
