//! A field of another name for `storeId`, not set.

use amazonpay_update::{
    ChargePermissionId, ReturnUrl, StoreId, UpdatePayload, charge_permission_id, return_url,
};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(member = "storeId")]
    store: StoreId,
}

fn main() {
    let _ = Change::builder()
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .checkout_result_return_url(return_url!("https://a.com/"))
        .build();
}
