//! A pending authorization in an update.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(
    charge_permission_type = PaymentMethodOnFile,
    product_type = PayOnly,
    can_handle_pending_authorization = true,
)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
