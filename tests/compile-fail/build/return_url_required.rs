//! `Update` without `checkoutResultReturnUrl`.

use amazonpay_update::{PayOnly, PaymentMethodOnFile, Update, charge_permission_id, store_id};

fn main() {
    let _ = Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(PayOnly)
        .build();
}
