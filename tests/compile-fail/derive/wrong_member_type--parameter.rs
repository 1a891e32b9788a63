//! A struct that takes any type for `storeId`, made with a text.

use amazonpay_update::{ChargePermissionId, ReturnUrl, UpdatePayload, charge_permission_id, return_url};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change<T> {
    store_id: T,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {
    let change = Change::builder()
        .store_id(String::new())
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .checkout_result_return_url(return_url!("https://a.com/"))
        .build();
    let _ = UpdatePayload::to_canonical_json(&change);
}
