//! A host that a browser takes for the address 1.2.0.3.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(
    charge_permission_type = PaymentMethodOnFile,
    product_type = PayOnly,
    checkout_cancel_url = "https://1.2.3/account",
)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
