//! Three rules, in three places.
// breaks: charge_permission_id_required, no_charge_amount_in_update, unknown_member

use amazonpay_update::{ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly, charge_amount = "10.00")]
struct Change {
    store_id: StoreId,
    checkout_result_return_url: ReturnUrl,
    loyalty_number: u64,
}

fn main() {}
