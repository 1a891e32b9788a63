//! A setter of a member that the struct has no field for.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload, note_to_buyer};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {
    let _ = Change::builder().note_to_buyer(note_to_buyer!("A new card, please."));
}
