//! A member of `deliverySpecifications`, on its own.

use amazonpay_update::{ChargePermissionId, DeliverySpecifications, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayAndShip)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    address_restrictions: Option<DeliverySpecifications>,
}

fn main() {}
