//! A choice is no payload.

use amazonpay_update::{StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
enum Change {
    Address(StoreId),
    Wallet(StoreId),
}

fn main() {}
