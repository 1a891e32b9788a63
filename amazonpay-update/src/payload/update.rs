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
/// It is a struct with `#[derive(UpdatePayload)]`, like any struct of your own: its builder and its canonical text are
/// generated. It writes `paymentIntent` as `Confirm`, `canHandlePendingAuthorization` as `false`, and `setupOnly` as
/// `true` unless you set it.
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
    /// The store that the charge permission was given to.
    store_id: StoreId, // required; from a text: `.parse()?`; from a literal: `store_id!("...")`
    /// The charge permission to update, which the shop has stored.
    charge_permission_id: ChargePermissionId, // required; from a text: `.parse()?`
    /// The page that the buyer returns to after the update.
    checkout_result_return_url: ReturnUrl, // required; from a text: `.parse()?`; from a literal: `return_url!("...")`
    /// The type of the charge permission.
    charge_permission_type: PaymentMethodOnFile,
    /// Whether the buyer's address is part of the update.
    product_type: P,
    /// `true` for an update, which is the default. Amazon's Japanese page has `false` in its SDK samples.
    #[amazon_pay(default = true)]
    setup_only: bool,
    /// The page that a buyer who cancels is sent to.
    checkout_cancel_url: Option<CancelUrl>, // from a text: `.parse()?`; for an `Option`: `maybe_checkout_cancel_url`
    /// The details of the buyer that the shop asks for.
    scopes: Option<Scopes>, // from a list: `Scopes::new(...)?`; for an `Option`: `maybe_scopes`
    /// The merchant's reference for the update. The buyer sees it.
    merchant_reference_id: Option<MerchantReferenceId>, // from a text: `.parse()?`; for an `Option`: `maybe_merchant_reference_id`
    /// The store's name. The buyer sees it.
    merchant_store_name: Option<MerchantStoreName>, // from a text: `.parse()?`; for an `Option`: `maybe_merchant_store_name`
    /// A note that the buyer sees. Put nothing confidential in it.
    note_to_buyer: Option<NoteToBuyer>, // from a text: `.parse()?`; for an `Option`: `maybe_note_to_buyer`
    /// The merchant's own data.
    custom_information: Option<CustomInformation>, // from a text: `.parse()?`; for an `Option`: `maybe_custom_information`
    /// The addresses that the buyer may choose.
    delivery_specifications: Option<DeliverySpecifications<P>>, // for an `Option`: `maybe_delivery_specifications`
}

impl<P> Update<P> {
    /// The method of the trait once more, for callers that have not imported the trait. Its bound says that only a
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
