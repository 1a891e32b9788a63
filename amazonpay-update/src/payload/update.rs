//! The ready-made payload.

use super::choice::PaymentMethodOnFile;
use super::delivery::DeliverySpecifications;
use super::unsigned::UnsignedPayloadHasNoButton;
use crate::value::{
    CancelUrl, ChargePermissionId, CustomInformation, MerchantReferenceId, MerchantStoreName, NoteToBuyer,
    ReturnUrl, Scopes, StoreId,
};
use amazonpay_update_derive::UpdatePayload;

/// A payload for Amazon Pay's hosted update page, with every member an update can have.
///
/// It is a struct with `#[derive(UpdatePayload)]` like any of your own: builder and canonical
/// text are generated. It writes `paymentIntent` as `Confirm`, `canHandlePendingAuthorization` as
/// `false`, and `setupOnly` as `true` unless told otherwise.
///
/// # Examples
///
/// ```
/// use amazonpay_update::{PayOnly, PaymentMethodOnFile, Update, UpdatePayload, return_url, store_id};
///
/// let update = Update::builder()
///     .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
///     .charge_permission_id("B01-0000000-0000000".parse()?)
///     .charge_permission_type(PaymentMethodOnFile)
///     .product_type(PayOnly)
///     .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
///     .build();
/// assert!(update.to_canonical_json().starts_with(r#"{"chargePermissionId":"B01-0000000-0000000","#));
/// # Ok::<(), amazonpay_update::InvalidValue>(())
/// ```
// rustc quotes a field's line when its setter is given a value of another type, so the line says what to do.
#[rustfmt::skip]
#[derive(Clone, Debug, PartialEq, Eq, Hash, UpdatePayload)]
#[amazon_pay(crate = crate)]
pub struct Update<P> {
    /// The store the permission was given to.
    store_id: StoreId, // required; from a text: `.parse()?`; from a literal: `store_id!("...")`
    /// The stored permission that is updated.
    charge_permission_id: ChargePermissionId, // required; from a text: `.parse()?`
    /// The page the buyer returns to.
    checkout_result_return_url: ReturnUrl, // required; from a text: `.parse()?`; from a literal: `return_url!("...")`
    /// What kind of permission it is.
    charge_permission_type: PaymentMethodOnFile,
    /// Whether the buyer's address is part of the update.
    product_type: P,
    /// `false` must be asked for by name: Amazon's Japanese page has it in its samples.
    #[amazon_pay(default = true)]
    setup_only: bool,
    /// The page a buyer who cancels is sent to.
    checkout_cancel_url: Option<CancelUrl>, // from a text: `.parse()?`; for an `Option`: `maybe_checkout_cancel_url`
    /// Which of the buyer's details are asked for.
    scopes: Option<Scopes>, // from a list: `Scopes::new(...)?`; for an `Option`: `maybe_scopes`
    /// The merchant's reference for the update; the buyer sees it.
    merchant_reference_id: Option<MerchantReferenceId>, // from a text: `.parse()?`; for an `Option`: `maybe_merchant_reference_id`
    /// The store's name; the buyer sees it.
    merchant_store_name: Option<MerchantStoreName>, // from a text: `.parse()?`; for an `Option`: `maybe_merchant_store_name`
    /// A note; the buyer sees it.
    note_to_buyer: Option<NoteToBuyer>, // from a text: `.parse()?`; for an `Option`: `maybe_note_to_buyer`
    /// The merchant's own data.
    custom_information: Option<CustomInformation>, // from a text: `.parse()?`; for an `Option`: `maybe_custom_information`
    /// Which addresses the buyer may choose.
    delivery_specifications: Option<DeliverySpecifications<P>>, // for an `Option`: `maybe_delivery_specifications`
}

impl<P> Update<P> {
    /// The trait's method once more, for a caller that has not the trait in scope: it says that only a
    /// signed payload has a button.
    #[doc(hidden)]
    #[must_use]
    pub fn button<B>(&self) -> B
    where
        Self: UnsignedPayloadHasNoButton<B>,
    {
        self.no_button()
    }
}
