//! A name that is none, in a field whose type tells the member.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    #[amazon_pay(member = "landing")]
    back: ReturnUrl,
}

fn main() {}
