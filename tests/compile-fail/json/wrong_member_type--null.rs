//! `null` in place of a member that can be left out, and of one that cannot.
// breaks: wrong_member_type, wrong_member_type

use amazonpay_update::update_payload;

fn main() {
    let _ = update_payload!(PayOnly, {
        "storeId": null,
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": {"checkoutResultReturnUrl": "https://a.com/merchant-result-page"},
        "paymentMethodOnFileMetadata": {"setupOnly": true},
        "paymentDetails": {"paymentIntent": "Confirm", "canHandlePendingAuthorization": false},
        "merchantMetadata": null
    });
}
