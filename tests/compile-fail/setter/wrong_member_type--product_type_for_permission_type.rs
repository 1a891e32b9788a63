//! A product type where the permission type belongs.

use amazonpay_update::{PayOnly, Update};

fn main() {
    let _ = Update::builder().charge_permission_type(PayOnly);
}
