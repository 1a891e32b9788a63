//! `productType` set twice.

use amazonpay_update::{PayOnly, Update};

fn main() {
    let _ = Update::builder().product_type(PayOnly).product_type(PayOnly);
}
