//! An option whose value alone tells the member.

use amazonpay_update::{ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(
    product_type = PayOnly,
    charge_permission_type = PaymentMethodOnFile,
    wallet = "P12-1234567-1234567",
)]
struct Change {
    store_id: StoreId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
