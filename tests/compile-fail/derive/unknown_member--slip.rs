//! A member's name, misspelt.

use amazonpay_update::{ChargePermissionId, ReturnUrl, Scopes, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    scope: Option<Scopes>,
}

fn main() {}
