//! Allows a rule twice.

use amazonpay_update::{ChargePermissionId, ReturnUrl, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile, store_id = "amzn2.store.1")]
#[amazon_pay(allow(store_id_format))]
#[amazon_pay(allow(store_id_format))]
struct Change {
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
