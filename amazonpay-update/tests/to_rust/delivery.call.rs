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
            "addressRestrictions": {
                "restrictions": {
                    "US": {
                        "except": {
                            "statesOrRegions": ["AK", "HI"],
                            "zipCodes": ["995*"],
                        },
                    },
                    "JP": {
                        "statesOrRegions": ["東京都", "とととととととととととととととととととととととととととととと"],
                    },
                    "GB": {
                        "zipCodes": [
                            "SW1A 1AA",
                            "9999999999999999999999999999999999999999",
                            "88888888888888888888888888888888888888888888888888888888888888888888888888888888",
                        ],
                        "except": {
                            "statesOrRegions": ["A long name of a region that buyers write in this way"],
                        },
                    },
                    "DE": {},
                },
                "type": "NotAllowed",
            },
            "specialRestrictions": ["RestrictPOBoxes", "RestrictPackstations"],
        },
    })
}
