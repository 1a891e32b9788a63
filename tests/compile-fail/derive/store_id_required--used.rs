//! A struct without `storeId` that is used all the same: one error.

use amazonpay_update::{ChargePermissionId, ReturnUrl, UpdatePayload, charge_permission_id, return_url};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {
    let change = Change::builder()
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .checkout_result_return_url(return_url!("https://a.com/"))
        .build();
    let _ = change.to_canonical_json();
}
