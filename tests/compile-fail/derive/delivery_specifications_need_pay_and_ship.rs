//! Address restrictions where the buyer chooses no address.

use amazonpay_update::{ChargePermissionId, DeliverySpecifications, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    delivery_specifications: Option<DeliverySpecifications>,
}

fn main() {}
