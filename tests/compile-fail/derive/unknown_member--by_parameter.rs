//! A type parameter that is a product type, in a field of another name.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Change<P: amazonpay_update::payload::ProductType> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    kind: P,
}

fn main() {}
