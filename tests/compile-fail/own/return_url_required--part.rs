//! `webCheckoutDetails` as a field, not set.

use amazonpay_update::payload::WebCheckoutDetails;
use amazonpay_update::{ChargePermissionId, StoreId, UpdatePayload, charge_permission_id, store_id};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    web_checkout_details: WebCheckoutDetails,
}

fn main() {
    let _ = Change::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .build();
}
