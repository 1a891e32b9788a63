//! A text that is known only at run time, where a literal belongs.
// breaks: wrong_member_type, wrong_member_type

use amazonpay_update::{StoreId, store_id};

fn store(id: &str) -> StoreId {
    store_id!(format!("amzn1.application-oa2-client.{id}"))
}

fn store_of_environment() -> StoreId {
    store_id!(std::env::var("AMAZON_PAY_STORE_ID").unwrap())
}

fn main() {}
