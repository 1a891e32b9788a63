//! Address restrictions beside a field whose type is `PayOnly` by another name.

use amazonpay_update::{
    ChargePermissionId, DeliverySpecifications, PayOnly, ReturnUrl, StoreId, UpdatePayload,
};

type WithoutAddress = PayOnly;

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: WithoutAddress,
    delivery_specifications: Option<DeliverySpecifications>,
}

fn main() {}
