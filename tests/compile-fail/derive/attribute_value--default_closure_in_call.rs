//! A closure in the call of a default, which is one error.

use amazonpay_update::{ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(default = note(|| "Hello."))]
    note_to_buyer: NoteToBuyer,
}

fn note(text: fn() -> &'static str) -> NoteToBuyer {
    text().parse().unwrap()
}

fn main() {}
