//! Two product types.

use amazonpay_update::{PayAndShip, PayOnly, Update};

fn main() {
    let _ = Update::builder().product_type(PayAndShip).product_type(PayOnly);
}
