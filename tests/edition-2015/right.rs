//! A struct and literals in edition 2015.
#![deny(warnings)]

extern crate amazonpay_update;

use amazonpay_update::{ChargePermissionId, NoteToBuyer, ReturnUrl, StoreId, UpdatePayload};

/// A payload, in a module below the root.
pub mod below {
    use amazonpay_update::{ChargePermissionId, DeliverySpecifications, ReturnUrl, StoreId, UpdatePayload};

    /// Leaves the product type to the builder.
    #[derive(UpdatePayload)]
    #[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
    pub struct Choosing<'a, P> {
        store_id: &'a StoreId,
        charge_permission_id: ChargePermissionId,
        checkout_result_return_url: ReturnUrl,
        product_type: P,
        delivery_specifications: Option<DeliverySpecifications<P>>,
    }
}

/// A payload.
#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct Right {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(default)]
    setup_only: bool,
    note_to_buyer: Option<NoteToBuyer>,
}

/// Has a length in braces.
#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct Braces<const N: usize> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    /// Not part of the payload.
    #[allow(unused_braces)]
    #[amazon_pay(skip)]
    pub tags: [u8; { N }],
}

/// Builds a payload of literals.
pub fn text() -> String {
    let builder = Right::builder()
        .store_id(amazonpay_update::store_id!("amzn1.application-oa2-client.8b5e45312b52"))
        .charge_permission_id(amazonpay_update::charge_permission_id!("B01-0000000-0000000"));
    builder
        .checkout_result_return_url(amazonpay_update::return_url!("https://a.com/"))
        .build()
        .to_canonical_json()
}

/// A payload as JSON.
pub fn json(note: &NoteToBuyer) -> String {
    let payload = amazonpay_update::update_payload!(PayOnly, {
        "storeId": "amzn1.application-oa2-client.8b5e45312b52",
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": { "checkoutResultReturnUrl": "https://a.com/" },
        "paymentMethodOnFileMetadata": { "setupOnly": true },
        "paymentDetails": { "paymentIntent": "Confirm" },
        "merchantMetadata": { "noteToBuyer": note },
    });
    payload.to_canonical_json()
}
