//! A bound between the product type that the builder chooses and another parameter.

use amazonpay_update::{ChargePermissionId, PayOnly, ReturnUrl, StoreId, UpdatePayload};
use std::iter::{Empty, empty};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Choosing<T, P>
where
    T: Iterator<Item = P>,
{
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
    #[amazon_pay(skip)]
    choices: T,
}

fn main() {
    let choosing = Choosing::<Empty<PayOnly>, PayOnly>::builder().choices(empty()).build();
    choosing.to_canonical_json();
}
