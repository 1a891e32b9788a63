//! A slip in a struct that is signed elsewhere.

use amazonpay_update::signing::SignError;
use amazonpay_update::{
    Account, ChargePermissionId, PayOnly, ReturnUrl, Signed, StoreId, UpdatePayload, Us, return_url,
};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    note_to_byer: Option<String>,
}

fn sign(account: &Account<Us>, store: StoreId, wallet: ChargePermissionId) -> Result<Signed<Us, PayOnly>, SignError> {
    let change = Change::builder()
        .store_id(store)
        .charge_permission_id(wallet)
        .checkout_result_return_url(return_url!("https://a.com/"))
        .maybe_note_to_byer(None)
        .build();
    account.sign(&change)
}

fn main() {}
