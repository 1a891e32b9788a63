//! `UpdatePayload` implemented by hand for a product type of the shop's own, beside the derived one.

use amazonpay_update::{ChargePermissionId, PayOnly, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Choosing<P> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
}

struct OwnProductType;

impl UpdatePayload for Choosing<OwnProductType> {
    type ProductType = PayOnly;

    fn canonical_len(&self) -> usize {
        2
    }

    fn write_canonical(&self, out: &mut String) {
        out.push_str("{}");
    }
}

fn main() {}
