//! A name that is not ASCII. It is written as `xn--r8jz45g.jp`.

use amazonpay_update::{ChargePermissionId, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(
    charge_permission_type = PaymentMethodOnFile,
    product_type = PayOnly,
    checkout_result_return_url = "https://例え.jp/merchant-result-page",
)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
}

fn main() {}
