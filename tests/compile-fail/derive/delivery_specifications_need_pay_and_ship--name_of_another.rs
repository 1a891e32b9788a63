//! `PayOnly` by the name of the other product type.

use amazonpay_update::{ChargePermissionId, DeliverySpecifications, ReturnUrl, StoreId, UpdatePayload};

mod renamed {
    pub use amazonpay_update::PayOnly as PayAndShip;
}

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: renamed::PayAndShip,
    delivery_specifications: Option<DeliverySpecifications>,
}

fn main() {}
