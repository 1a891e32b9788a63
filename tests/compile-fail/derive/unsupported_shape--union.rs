//! A union is no payload.

use amazonpay_update::UpdatePayload;

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
union Change {
    address: u64,
    wallet: u32,
}

fn main() {}
