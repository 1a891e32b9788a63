//! A function that is generic over what was set before, and does not say that the member was not.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload, store_id};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn with_store<S, C, R>(builder: ChangeBuilder<S, C, R>) {
    drop(builder.store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId")));
}

fn main() {}
