//! Address restrictions beside a product type that is a text.

use amazonpay_update::{ChargePermissionId, DeliverySpecifications, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: String,
    delivery_specifications: Option<DeliverySpecifications>,
}

fn main() {}
