//! `setupOnly` set twice.

use amazonpay_update::{PaymentMethodOnFile, Update};

fn main() {
    let _ = Update::builder().charge_permission_type(PaymentMethodOnFile).setup_only(true).setup_only(true);
}
