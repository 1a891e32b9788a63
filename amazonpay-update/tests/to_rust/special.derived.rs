use amazonpay_update::{
    ChargePermissionId, DeliverySpecifications, ReturnUrl, StoreId, UpdatePayload,
    charge_permission_id, return_url, special_restriction, store_id,
};

// not stated, and written by the struct all the same: `paymentDetails.canHandlePendingAuthorization` as `false`
#[derive(UpdatePayload)]
#[amazon_pay(
    product_type = PayAndShip,
    charge_permission_type = PaymentMethodOnFile,
    setup_only = true,
    payment_intent = Confirm,
)]
struct ChangeAddress {
    store_id: StoreId,
    checkout_result_return_url: ReturnUrl,
    charge_permission_id: ChargePermissionId,
    delivery_specifications: DeliverySpecifications,
}

fn update() -> ChangeAddress {
    ChangeAddress {
        store_id: store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        checkout_result_return_url: return_url!("https://a.com/merchant-result-page"),
        charge_permission_id: charge_permission_id!("C01-0000000-0000000"),
        delivery_specifications: DeliverySpecifications::allow()
            .special_restriction(special_restriction!("RestrictPOBoxes"))
            .build(),
    }
}
