//! Two fields for one member, and the second cannot be an `Option`.
// breaks: duplicate_member, store_id_required

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    #[amazon_pay(member = "storeId")]
    shop: Option<StoreId>,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
