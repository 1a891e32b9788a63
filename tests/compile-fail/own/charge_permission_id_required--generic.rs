//! A struct with a lifetime and a type parameter, made without `chargePermissionId`.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload, note_to_buyer, return_url};

static STORE: StoreId = StoreId::from_static("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId");

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change<'a, T> {
    store_id: &'a StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    note_to_buyer: T,
}

fn main() {
    let _ = Change::builder()
        .store_id(&STORE)
        .note_to_buyer(note_to_buyer!("Hello."))
        .checkout_result_return_url(return_url!("https://a.com/"))
        .build();
}
