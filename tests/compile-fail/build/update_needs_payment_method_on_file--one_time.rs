//! `OneTime` permissions have no update page.

use amazonpay_update::payload::OneTime;
use amazonpay_update::{PayOnly, Update, charge_permission_id, return_url, store_id};

fn main() {
    let _ = Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(OneTime)
        .product_type(PayOnly)
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .build();
}
