//! A struct that requires a note, made without one.

use amazonpay_update::{
    ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload, charge_permission_id, return_url,
    store_id,
};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    note_to_buyer: NoteToBuyer,
}

fn main() {
    let _ = Change::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .checkout_result_return_url(return_url!("https://a.com/"))
        .build();
}
