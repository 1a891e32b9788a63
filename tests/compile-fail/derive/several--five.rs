//! Five rules, in five places.
// breaks: payment_intent_must_be_confirm, update_needs_payment_method_on_file, return_url_https, unknown_member, duplicate_member

use amazonpay_update::{ChargePermissionId, MerchantId, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(
    charge_permission_type = OneTime,
    product_type = PayOnly,
    payment_intent = Authorize,
    checkout_result_return_url = "http://a.com/",
)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    merchant_id: MerchantId,
    #[amazon_pay(member = "storeId")]
    shop: StoreId,
}

fn main() {}
