//! A struct without `chargePermissionId`.

use amazonpay_update::{ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
