//! Address restrictions beside a field of the type `PayOnly`.

use amazonpay_update::{
    ChargePermissionId, DeliverySpecifications, PayOnly, ReturnUrl, StoreId, UpdatePayload,
};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: PayOnly,
    delivery_specifications: Option<DeliverySpecifications>,
}

fn main() {}
