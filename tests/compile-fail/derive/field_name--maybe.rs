//! A field that is called like the second setter of another.

use amazonpay_update::{ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    note_to_buyer: Option<NoteToBuyer>,
    #[amazon_pay(skip, default)]
    maybe_note_to_buyer: bool,
}

fn main() {}
