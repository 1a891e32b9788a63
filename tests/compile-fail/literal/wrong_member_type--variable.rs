//! A variable, a field and a method's result where a literal belongs.
// breaks: wrong_member_type, wrong_member_type, wrong_member_type, wrong_member_type

use amazonpay_update::{Scopes, StoreId, scopes, store_id};

struct Wallet {
    store: &'static str,
}

impl Wallet {
    fn store(&self) -> StoreId {
        store_id!(self.store)
    }
}

fn store(id: &'static str) -> StoreId {
    store_id!(id)
}

fn trimmed(id: &'static str) -> StoreId {
    store_id!(&id.trim())
}

fn scope(scope: &'static str) -> Scopes {
    scopes!["name", scope]
}

fn main() {}
