//! `true` or `false` for `checkoutResultReturnUrl`.

use amazonpay_update::{ChargePermissionId, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: bool,
}

fn main() {}
