//! `Update` without `storeId` and a return URL, and with a permission that has no update page.
// breaks: store_id_required, update_needs_payment_method_on_file, return_url_required

use amazonpay_update::payload::OneTime;
use amazonpay_update::{PayOnly, Update, charge_permission_id};

fn main() {
    let _ = Update::builder()
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(OneTime)
        .product_type(PayOnly)
        .build();
}
