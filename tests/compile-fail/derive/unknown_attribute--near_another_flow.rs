//! A slip of an option that is near a member of a checkout too.

use amazonpay_update::{ChargePermissionId, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(
    product_type = PayOnly,
    charge_permission_type = PaymentMethodOnFile,
    checkout_reslt_return_url = "https://a.com/",
)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
}

fn main() {}
