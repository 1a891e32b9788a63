//! `webCheckoutDetails` as an option.

use amazonpay_update::payload::WebCheckoutDetails;
use amazonpay_update::{ChargePermissionId, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    web_checkout_details: Option<WebCheckoutDetails>,
}

fn main() {}
