//! A default for the one type there is.

use amazonpay_update::{ChargePermissionId, PaymentMethodOnFile, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(default)]
    charge_permission_type: PaymentMethodOnFile,
}

fn main() {}
