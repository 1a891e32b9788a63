//! A field for a permission that has no update page.

use amazonpay_update::payload::Recurring;
use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    charge_permission_type: Recurring,
}

fn main() {}
