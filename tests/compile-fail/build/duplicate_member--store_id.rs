//! `storeId` set twice.

use amazonpay_update::{Update, store_id};

fn main() {
    let _ = Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"));
}
