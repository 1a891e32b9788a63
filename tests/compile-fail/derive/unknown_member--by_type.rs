//! A field whose type alone names the member.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    checkout_result_return_url: ReturnUrl,
    wallet: ChargePermissionId,
}

fn main() {}
