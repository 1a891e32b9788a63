//! Address restrictions of a struct with a type parameter, with `PayOnly`.

use amazonpay_update::{
    ChargePermissionId, DeliverySpecifications, PayOnly, ReturnUrl, StoreId, UpdatePayload, country_code,
};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Change<P> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
    delivery_specifications: Option<DeliverySpecifications<P>>,
}

fn main() {
    let _ = Change::builder()
        .product_type(PayOnly)
        .delivery_specifications(DeliverySpecifications::allow().country(country_code!("US")).build());
}
