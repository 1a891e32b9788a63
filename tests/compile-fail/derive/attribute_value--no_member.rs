//! `member` without a name: which one is missing, nobody knows.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    #[amazon_pay(member = storeId)]
    store: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
