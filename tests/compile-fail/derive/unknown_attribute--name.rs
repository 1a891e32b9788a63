//! `member`, as other libraries call it.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(name = "chargePermissionId")]
    wallet: ChargePermissionId,
}

fn main() {}
