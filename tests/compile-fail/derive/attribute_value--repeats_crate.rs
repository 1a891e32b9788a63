//! Says twice where the library is.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(crate = amazonpay_update, product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
#[amazon_pay(crate = elsewhere)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
