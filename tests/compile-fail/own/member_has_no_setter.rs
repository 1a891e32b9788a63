//! A setter of a member that the struct attribute states.

use amazonpay_update::{ChargePermissionId, PayOnly, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn change(store: StoreId, permission: ChargePermissionId, url: ReturnUrl) -> Change {
    Change::builder()
        .store_id(store)
        .charge_permission_id(permission)
        .product_type(PayOnly)
        .checkout_result_return_url(url)
        .build()
}

fn main() {}
