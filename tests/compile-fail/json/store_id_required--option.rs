//! A store that may be absent.

use amazonpay_update::{StoreId, update_payload};

fn update(store: Option<StoreId>) {
    let _ = update_payload!(PayOnly, {
        "storeId": store,
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": {"checkoutResultReturnUrl": "https://a.com/merchant-result-page"},
        "paymentMethodOnFileMetadata": {"setupOnly": true},
        "paymentDetails": {"paymentIntent": "Confirm", "canHandlePendingAuthorization": false}
    });
}

fn main() {}
