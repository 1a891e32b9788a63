//! Required members that are misspelled, or in the wrong object.
// breaks: unknown_member, unknown_member, unknown_member, unknown_member, unknown_member

use amazonpay_update::update_payload;

fn main() {
    let _ = update_payload!(PayOnly, {
        "stroeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "charge_permission_id": "B01-0000000-0000000",
        "chargePermissionTyp": "PaymentMethodOnFile",
        "webCheckoutDetail": {"checkoutResultReturnUrl": "https://a.com/merchant-result-page"},
        "setupOnly": true,
        "paymentDetails": {"paymentIntent": "Confirm", "canHandlePendingAuthorization": false}
    });
}
