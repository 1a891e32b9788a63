//! A field and an option for `storeId`.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(
    charge_permission_type = PaymentMethodOnFile,
    product_type = PayOnly,
    store_id = "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
