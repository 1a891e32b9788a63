//! A rule by its path.

use amazonpay_update::{ChargePermissionId, ReturnUrl, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(
    product_type = PayOnly,
    charge_permission_type = PaymentMethodOnFile,
    store_id = "amzn1.application-oa2-client.8b5e-4531",
    allow(Rule::store_id_format),
)]
struct Change {
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
