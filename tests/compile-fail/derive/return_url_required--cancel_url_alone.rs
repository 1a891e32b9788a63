//! A page for buyers who cancel, and none for the others.

use amazonpay_update::{CancelUrl, ChargePermissionId, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_cancel_url: CancelUrl,
}

fn main() {}
