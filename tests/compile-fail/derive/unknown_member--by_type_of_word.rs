//! A field whose type is a word.

use amazonpay_update::{ChargePermissionId, PaymentMethodOnFile, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    kind: PaymentMethodOnFile,
}

fn main() {}
