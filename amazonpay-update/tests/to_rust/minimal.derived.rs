use amazonpay_update::{
    ChargePermissionId, ReturnUrl, StoreId, UpdatePayload, charge_permission_id, return_url,
    store_id,
};

// not stated, and written by the struct all the same: `paymentDetails.canHandlePendingAuthorization` as `false`
#[derive(UpdatePayload)]
#[amazon_pay(
    product_type = PayAndShip,
    charge_permission_type = PaymentMethodOnFile,
    setup_only = false,
    payment_intent = Confirm,
)]
struct ChangeAddress {
    checkout_result_return_url: ReturnUrl,
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
}

fn update() -> ChangeAddress {
    ChangeAddress {
        checkout_result_return_url: return_url!("https://a.com/merchant-result-page"),
        store_id: store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id: charge_permission_id!("B01-0000000-0000000"),
    }
}
