//! `merchantMetadata`, and a member of it.

use amazonpay_update::payload::MerchantMetadata;
use amazonpay_update::{ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    merchant_metadata: MerchantMetadata,
    note_to_buyer: NoteToBuyer,
}

fn main() {}
