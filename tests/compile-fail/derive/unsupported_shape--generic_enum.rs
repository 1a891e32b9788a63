//! A choice is no payload, generic or not.

use amazonpay_update::{StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
enum Change<T: Clone> {
    Address(T),
    Wallet(StoreId),
}

fn main() {}
