use amazonpay_update::payload::MerchantMetadata;
use amazonpay_update::{
    ChargePermissionId, ReturnUrl, Scopes, StoreId, UpdatePayload, charge_permission_id,
    return_url, scopes, store_id,
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
    scopes: Scopes,
    merchant_metadata: MerchantMetadata,
}

fn update() -> ChangeAddress {
    ChangeAddress {
        checkout_result_return_url: return_url!("https://a.com/merchant-result-page"),
        store_id: store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id: charge_permission_id!("B01-0000000-0000000"),
        scopes: scopes![],
        merchant_metadata: MerchantMetadata::new(),
    }
}
