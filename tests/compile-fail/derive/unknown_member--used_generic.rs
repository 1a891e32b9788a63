//! A generic struct with a field that is no member, used all the same: one error.

use amazonpay_update::{
    ChargePermissionId, PayOnly, ReturnUrl, StoreId, UpdatePayload, charge_permission_id, note_to_buyer,
    return_url, store_id,
};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Change<P, T> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
    note_to_buyer: T,
    loyalty_number: u64,
}

fn main() {
    let change = Change::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .checkout_result_return_url(return_url!("https://a.com/"))
        .product_type(PayOnly)
        .note_to_buyer(note_to_buyer!("Hello."))
        .loyalty_number(1)
        .build();
    let _ = change.to_canonical_json();
}
