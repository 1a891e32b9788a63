//! Pointers to wrong types.
// breaks: wrong_member_type, wrong_member_type

use amazonpay_update::{ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload};
use std::sync::Arc;

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: Arc<String>,
    charge_permission_id: Arc<ChargePermissionId>,
    checkout_result_return_url: Box<ReturnUrl>,
    note_to_buyer: Box<Option<NoteToBuyer>>,
}

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Right<'a> {
    store_id: Arc<&'a StoreId>,
    charge_permission_id: Box<ChargePermissionId>,
    checkout_result_return_url: &'a ReturnUrl,
}

fn main() {}
