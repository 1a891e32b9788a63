//! Address restrictions that are there whatever the product type, in a struct that is used all the same.

use amazonpay_update::{
    ChargePermissionId, DeliverySpecifications, PayOnly, ReturnUrl, StoreId, UpdatePayload,
};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Change<P> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
    delivery_specifications: DeliverySpecifications<P>,
}

fn main() {
    let change = Change::builder().product_type(PayOnly).build();
    let _ = change.to_canonical_json();
}
