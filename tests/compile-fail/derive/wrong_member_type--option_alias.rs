//! An option by another name: the member is required.

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

type Maybe<T> = Option<T>;

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: Maybe<StoreId>,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn main() {}
