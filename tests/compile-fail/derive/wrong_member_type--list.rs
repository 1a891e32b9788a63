//! A list nobody has checked for repetitions.

use amazonpay_update::{ChargePermissionId, ReturnUrl, Scope, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    scopes: Vec<Scope>,
}

fn main() {}
