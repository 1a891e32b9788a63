//! `Update` with nothing set.
// breaks: store_id_required, charge_permission_id_required, return_url_required, charge_permission_type_required, product_type_required

use amazonpay_update::Update;

fn main() {
    let _ = Update::builder().build();
}
