//! `member` without a value, in a field whose type tells which one.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(member)]
    wallet: ChargePermissionId,
}

fn main() {}
