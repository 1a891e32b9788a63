//! `allow`, misspelt, and the literal that breaks the rule.

use amazonpay_update::{ChargePermissionId, ReturnUrl, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(
    product_type = PayOnly,
    charge_permission_type = PaymentMethodOnFile,
    store_id = "amzn1.application-oa2-client.8b5e-4531",
    alow(store_id_format),
)]
struct Change {
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
