//! `setupOnly` and `OneTime` as fields.
// breaks: update_needs_payment_method_on_file, setup_only_needs_payment_method_on_file

use amazonpay_update::payload::OneTime;
use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    charge_permission_type: OneTime,
    setup_only: bool,
}

fn main() {}
