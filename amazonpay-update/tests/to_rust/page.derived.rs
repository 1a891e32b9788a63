use amazonpay_update::{
    ChargePermissionId, DeliverySpecifications, ReturnUrl, StoreId, UpdatePayload,
    charge_permission_id, country_code, return_url, special_restriction, state_or_region, store_id,
    zip_pattern,
};

#[derive(UpdatePayload)]
#[amazon_pay(
    product_type = PayAndShip,
    charge_permission_type = PaymentMethodOnFile,
    setup_only = true,
    payment_intent = Confirm,
    can_handle_pending_authorization = false,
)]
struct ChangeAddress {
    checkout_result_return_url: ReturnUrl,
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    delivery_specifications: DeliverySpecifications,
}

fn update() -> ChangeAddress {
    ChangeAddress {
        checkout_result_return_url: return_url!("https://a.com/merchant-result-page"),
        store_id: store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id: charge_permission_id!("B01-0000000-0000000"),
        delivery_specifications: DeliverySpecifications::allow()
            .special_restriction(special_restriction!("RestrictPOBoxes"))
            .state_or_region(state_or_region!("US-WA"))
            .zip_code(country_code!("US"), zip_pattern!("95050"))
            .zip_code(country_code!("US"), zip_pattern!("93405"))
            .zip_code(country_code!("GB"), zip_pattern!("72046"))
            .zip_code(country_code!("GB"), zip_pattern!("72047"))
            .state_or_region(state_or_region!("IN-AP"))
            .country(country_code!("JP"))
            .build(),
    }
}
