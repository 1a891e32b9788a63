//! Three fields of types nobody has checked.
// breaks: wrong_member_type, wrong_member_type, wrong_member_type

use amazonpay_update::UpdatePayload;

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: String,
    charge_permission_id: String,
    checkout_result_return_url: String,
}

fn main() {}
