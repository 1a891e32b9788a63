//! `chargePermissionType` set twice.

use amazonpay_update::{PaymentMethodOnFile, Update};

fn main() {
    let _ = Update::builder()
        .charge_permission_type(PaymentMethodOnFile)
        .charge_permission_type(PaymentMethodOnFile);
}
