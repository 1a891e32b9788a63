//! A path to a member of a checkout.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    #[amazon_pay(member = "webCheckoutDetails.checkoutReviewReturnUrl")]
    back: ReturnUrl,
}

fn main() {}
