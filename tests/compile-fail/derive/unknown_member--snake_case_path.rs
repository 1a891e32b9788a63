//! A path in snake case.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    #[amazon_pay(member = "web_checkout_details.checkout_result_return_url")]
    back: ReturnUrl,
}

fn main() {}
