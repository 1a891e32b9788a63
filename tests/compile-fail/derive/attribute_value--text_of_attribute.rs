//! The text of `member` as the value of the attribute.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay = "storeId"]
    shop: StoreId,
}

fn main() {}
