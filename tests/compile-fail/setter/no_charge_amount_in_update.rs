//! An amount, which an update has not; the rest of the chain is looked at too.

use amazonpay_update::{PayOnly, PaymentMethodOnFile, Update, charge_permission_id, return_url, store_id};

fn main() {
    let update = Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_amount("10.00")
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(PayOnly)
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .build();
    drop(update);
}
