//! A struct without a store id, where every lint of rustc is forbidden that generated code could have to allow.
#![forbid(dead_code, deprecated, nonstandard_style, unused)]

use amazonpay_update::{ChargePermissionId, ReturnUrl, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct NoStore {
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
