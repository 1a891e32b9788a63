//! The product type as a text.

use amazonpay_update::Update;

fn main() {
    let _ = Update::builder().product_type("PayOnly");
}
