//! An enum that is used all the same: one error.

use amazonpay_update::{StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
enum Change {
    Address(StoreId),
    Wallet(StoreId),
}

fn main() {
    let _ = Change::builder().build().to_canonical_json();
}
