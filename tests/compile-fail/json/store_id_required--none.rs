//! A required member that `None` leaves out.

use amazonpay_update::update_payload;

fn main() {
    let _ = update_payload!(PayOnly, {
        "storeId": None,
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": {"checkoutResultReturnUrl": "https://a.com/merchant-result-page"},
        "paymentMethodOnFileMetadata": {"setupOnly": true},
        "paymentDetails": {"paymentIntent": "Confirm", "canHandlePendingAuthorization": false}
    });
}
