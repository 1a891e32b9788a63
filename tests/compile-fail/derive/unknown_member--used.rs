//! A slip in a struct that is used in signatures, with values that are parsed, and by its builder's name.

use amazonpay_update::{
    ChargePermissionId, InvalidValue, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload,
};

#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
struct Change {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    note_to_byer: Option<NoteToBuyer>,
}

fn begun() -> ChangeBuilder {
    Change::builder()
}

fn finished(store: &str, wallet: &str, page: &str) -> Result<Change, InvalidValue> {
    let builder = begun().store_id(store.parse()?).charge_permission_id(wallet.parse()?);
    Ok(builder.checkout_result_return_url(page.parse()?).maybe_note_to_byer(None).build())
}

fn main() {}
