//! A URL with a fragment.

use amazonpay_update::{ChargePermissionId, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(
    charge_permission_type = PaymentMethodOnFile,
    product_type = PayOnly,
    checkout_result_return_url = "https://a.com/#done",
)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
}

fn main() {}
