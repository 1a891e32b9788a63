//! A field's option, misspelt.

use amazonpay_update::{ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload, note_to_buyer};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(defualt = hello())]
    note_to_buyer: NoteToBuyer,
}

fn hello() -> NoteToBuyer {
    note_to_buyer!("Hello.")
}

fn main() {}
