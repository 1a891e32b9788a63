//! A dependency that the manifest renames: the derive reads the name there, and nothing else is said.

use pay::{ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload};

/// A payload like any other.
#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayOnly, charge_permission_type = PaymentMethodOnFile)]
pub struct Change {
    /// The store.
    pub store_id: StoreId,
    /// The permission.
    pub charge_permission_id: ChargePermissionId,
    /// The page the buyer returns to.
    pub checkout_result_return_url: ReturnUrl,
    /// A note.
    pub note_to_buyer: Option<NoteToBuyer>,
}
