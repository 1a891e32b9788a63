//! `checkoutResultReturnUrl`, and the object it is a member of.

use amazonpay_update::payload::WebCheckoutDetails;
use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    web_checkout_details: WebCheckoutDetails,
}

fn main() {}
