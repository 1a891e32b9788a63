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
        delivery_specifications: DeliverySpecifications::not_allow()
            .except_state_or_region(state_or_region!("US-AK"))
            .except_state_or_region(state_or_region!("US-HI"))
            .except_zip_code(country_code!("US"), zip_pattern!("995*"))
            .state_or_region(state_or_region!("JP-東京都"))
            .state_or_region(state_or_region!(
                "JP-とととととととととととととととととととととととととととととと"
            ))
            .zip_code(country_code!("GB"), zip_pattern!("SW1A 1AA"))
            .zip_code(
                country_code!("GB"),
                zip_pattern!("9999999999999999999999999999999999999999"),
            )
            .zip_code(
                country_code!("GB"),
                zip_pattern!(
                    "88888888888888888888888888888888888888888888888888888888888888888888888888888888"
                ),
            )
            .except_state_or_region(state_or_region!(
                "GB-A long name of a region that buyers write in this way"
            ))
            .country(country_code!("DE"))
            .special_restriction(special_restriction!("RestrictPOBoxes"))
            .special_restriction(special_restriction!("RestrictPackstations"))
            .build(),
    }
}
