//! Has delivery specifications of another product type than its own, by way of a trait.

use amazonpay_update::{
    ChargePermissionId, DeliverySpecifications, PayAndShip, PayOnly, ReturnUrl, StoreId, UpdatePayload,
};

trait Ships {
    type As;
}

impl Ships for PayOnly {
    type As = PayAndShip;
}

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Change<P: Ships> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
    delivery_specifications: Option<DeliverySpecifications<<P as Ships>::As>>,
}

fn main() {}
