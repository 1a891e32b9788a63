//! The permission type as a text.

use amazonpay_update::Update;

fn main() {
    let _ = Update::builder().charge_permission_type("PaymentMethodOnFile");
}
