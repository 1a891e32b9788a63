//! A marker around the product type.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};
use std::marker::PhantomData;

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Change<P> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: PhantomData<P>,
}

fn main() {}
