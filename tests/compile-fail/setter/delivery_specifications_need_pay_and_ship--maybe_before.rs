//! Address restrictions that may be absent, before the product type.

use amazonpay_update::Update;

fn main() {
    let _ = Update::builder().maybe_delivery_specifications(None);
}
