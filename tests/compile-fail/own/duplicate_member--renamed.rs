//! A field of another name for `storeId`, set twice.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload, store_id};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(member = "storeId")]
    store: StoreId,
}

fn main() {
    let _ = Change::builder()
        .store(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .store(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"));
}
