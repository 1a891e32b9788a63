//! `setupOnly` of a struct with a field for the permission type, set too early.

use amazonpay_update::{ChargePermissionId, PaymentMethodOnFile, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    charge_permission_type: PaymentMethodOnFile,
    #[amazon_pay(default = true)]
    setup_only: bool,
}

fn main() {
    let _ = Change::builder().setup_only(true);
}
