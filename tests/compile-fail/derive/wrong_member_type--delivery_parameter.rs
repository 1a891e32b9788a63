//! Address restrictions that are there whatever the product type.

use amazonpay_update::{ChargePermissionId, DeliverySpecifications, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Change<P> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
    delivery_specifications: Option<DeliverySpecifications>,
}

fn main() {}
