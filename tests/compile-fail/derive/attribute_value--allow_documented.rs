//! A documented rule, and the literal that breaks it.

use amazonpay_update::{ChargePermissionId, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(
    product_type = PayOnly,
    charge_permission_type = PaymentMethodOnFile,
    checkout_result_return_url = "http://localhost:3000/",
    allow(return_url_https),
)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
}

fn main() {}
