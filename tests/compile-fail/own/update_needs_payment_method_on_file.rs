//! A struct with a field for the permission type, made with `OneTime`.

use amazonpay_update::payload::OneTime;
use amazonpay_update::{
    ChargePermissionId, PaymentMethodOnFile, ReturnUrl, StoreId, UpdatePayload, charge_permission_id,
    return_url, store_id,
};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    charge_permission_type: PaymentMethodOnFile,
}

fn main() {
    let _ = Change::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .checkout_result_return_url(return_url!("https://a.com/"))
        .charge_permission_type(OneTime)
        .build();
}
