//! The length of an array is code with statements.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(skip)]
    tags: [u8; {
        const LENGTH: usize = 3;
        LENGTH
    }],
}

fn main() {}
