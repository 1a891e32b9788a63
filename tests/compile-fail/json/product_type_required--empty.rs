//! Nothing, or nothing that could be a product type or a payload.
// breaks: product_type_required, product_type_required, product_type_required, product_type_required, product_type_required, product_type_required

use amazonpay_update::{include_update_payload, update_payload};

fn main() {
    let _ = update_payload!();
    let _ = update_payload! {};
    let _ = update_payload!(,);
    let _ = update_payload!([]);
    let _ = update_payload!(PayLater);
    let _ = include_update_payload!();
}
