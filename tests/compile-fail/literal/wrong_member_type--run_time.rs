//! A text that is known only at run time, where a literal belongs.

use amazonpay_update::{StoreId, store_id};

fn store(id: &str) -> StoreId {
    store_id!(format!("amzn1.application-oa2-client.{id}"))
}

fn main() {}
