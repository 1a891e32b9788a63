//! A function that is generic over what was set before, and does not say that the store was.

use amazonpay_update::payload::state::Set;
use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

fn finish<S>(builder: ChangeBuilder<S, Set<ChargePermissionId>, Set<ReturnUrl>>) -> Change {
    builder.build()
}

fn main() {}
