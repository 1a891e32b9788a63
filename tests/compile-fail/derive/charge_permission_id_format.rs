//! A charge permission id that is cut short, in the struct attribute.

use amazonpay_update::{ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(
    charge_permission_type = PaymentMethodOnFile,
    product_type = PayOnly,
    charge_permission_id = "B01-0000000",
)]
struct Change {
    store_id: StoreId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
