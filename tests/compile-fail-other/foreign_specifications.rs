//! A type of the user's own with the name `DeliverySpecifications`, in a struct whose builder chooses the product type.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

mod shared {
    pub type DeliverySpecifications<P> = std::sync::Arc<amazonpay_update::DeliverySpecifications<P>>;
}

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Change<P> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
    delivery_specifications: Option<shared::DeliverySpecifications<P>>,
}

fn main() {}
