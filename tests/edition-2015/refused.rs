//! Breaks a rule with each macro, in edition 2015.

extern crate amazonpay_update;

use amazonpay_update::{ChargePermissionId, ReturnUrl, StoreId, UpdatePayload};

#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
struct Refused {
    store_id: Option<StoreId>,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    unknown: u8,
}

fn main() {
    let _ = amazonpay_update::store_id!("bad");
    let _ = amazonpay_update::note_to_buyer!(String::from("Hello."));
    let _ = amazonpay_update::scopes![1];
    let _ = amazonpay_update::country_code!();
    let _ = amazonpay_update::update_payload!(PayOnly, "");
    let _ = Refused::builder().unknown(1).build().to_canonical_json();
}
