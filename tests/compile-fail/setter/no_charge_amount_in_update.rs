//! An amount, which an update has not.

use amazonpay_update::{PaymentMethodOnFile, Update};

fn main() {
    let update = Update::builder()
        .charge_amount("10.00")
        .charge_permission_type(PaymentMethodOnFile)
        .build();
    drop(update);
}
