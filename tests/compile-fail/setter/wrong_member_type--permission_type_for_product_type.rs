//! A permission type where the product type belongs.

use amazonpay_update::{PaymentMethodOnFile, Update};

fn main() {
    let _ = Update::builder().product_type(PaymentMethodOnFile);
}
