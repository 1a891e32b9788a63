//! Nothing can differ from one payload to the next.

use amazonpay_update::UpdatePayload;

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change;

fn main() {}
