//! A constant, whose value the macro cannot see.

use amazonpay_update::{ChargePermissionId, ReturnUrl, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile, store_id = STORE)]
struct Change {
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
