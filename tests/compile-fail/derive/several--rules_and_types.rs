//! Fields of wrong types beside a field that is no member.
// breaks: unknown_member, wrong_member_type, wrong_member_type

use amazonpay_update::{ChargePermissionId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: String,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: &'static str,
    loyalty_number: u64,
}

fn main() {}
