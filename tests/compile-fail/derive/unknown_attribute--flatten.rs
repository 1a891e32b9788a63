//! Members in another struct: any of those that are not stated.

use amazonpay_update::{ReturnUrl, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(flatten)]
    ids: u64,
}

fn main() {}
