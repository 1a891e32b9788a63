//! `Update` without `storeId` and without a product type.
// breaks: store_id_required, product_type_required

use amazonpay_update::{PaymentMethodOnFile, Update, charge_permission_id, return_url};

fn main() {
    let _ = Update::builder()
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .build();
}
