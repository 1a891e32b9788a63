//! `setupOnly` before the type it belongs to.

use amazonpay_update::{PaymentMethodOnFile, Update};

fn main() {
    let _ = Update::builder().setup_only(true).charge_permission_type(PaymentMethodOnFile);
}
