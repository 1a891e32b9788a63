//! A constant, and another macro than a literal macro, whose values the derive cannot see.
// breaks: wrong_member_type, wrong_member_type

use amazonpay_update::{ChargePermissionId, ReturnUrl, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile, store_id = STORE)]
struct Change {
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile, store_id = env!("CARGO_PKG_NAME"))]
struct OfEnvironment {
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
