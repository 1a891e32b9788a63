//! What is measured: the page's payload with all of its members, an account, and the same data for
//! other libraries.
#![allow(dead_code, reason = "each program uses a part of it")]

use amazonpay_update::payload::PayloadText;
use amazonpay_update::{
    Account, ChargePermissionId, CustomInformation, DeliverySpecifications, Environment, MerchantReferenceId,
    MerchantStoreName, NoteToBuyer, PayAndShip, PaymentMethodOnFile, ReturnUrl, SigningKey,
    SpecialRestriction, StoreId, Update, UpdatePayload, Us, country_code, custom_information, merchant_id,
    merchant_reference_id, merchant_store_name, note_to_buyer, public_key_id, return_url, state_or_region,
    store_id, update_payload, zip_pattern,
};
use serde::{Deserialize, Serialize};

/// The page's payload, with `merchantMetadata`.
pub(crate) fn update() -> Update<PayAndShip> {
    Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id("C01-0000000-0000000".parse().expect("an id"))
        .charge_permission_type(PaymentMethodOnFile)
        .setup_only(true)
        .product_type(PayAndShip)
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .merchant_reference_id(merchant_reference_id!("Merchant reference ID"))
        .merchant_store_name(merchant_store_name!("Merchant store name"))
        .note_to_buyer(note_to_buyer!("Note to buyer"))
        .custom_information(custom_information!("Custom information"))
        .delivery_specifications(delivery_specifications())
        .build()
}

fn delivery_specifications() -> DeliverySpecifications {
    DeliverySpecifications::allow()
        .state_or_region(state_or_region!("US-WA"))
        .zip_code(country_code!("US"), zip_pattern!("95050"))
        .zip_code(country_code!("US"), zip_pattern!("93405"))
        .zip_code(country_code!("GB"), zip_pattern!("72046"))
        .zip_code(country_code!("GB"), zip_pattern!("72047"))
        .state_or_region(state_or_region!("IN-AP"))
        .country(country_code!("JP"))
        .special_restriction(SpecialRestriction::RESTRICT_PO_BOXES)
        .build()
}

/// The same members as separate values, to compare what the derive and `update_payload!` write.
pub(crate) struct Values {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    setup_only: bool,
    merchant_reference_id: Option<MerchantReferenceId>,
    merchant_store_name: Option<MerchantStoreName>,
    note_to_buyer: Option<NoteToBuyer>,
    custom_information: Option<CustomInformation>,
    delivery_specifications: DeliverySpecifications,
}

/// A struct that borrows all of them.
#[derive(UpdatePayload)]
#[amazon_pay(product_type = PayAndShip, charge_permission_type = PaymentMethodOnFile)]
pub(crate) struct Derived<'v> {
    store_id: &'v StoreId,
    charge_permission_id: &'v ChargePermissionId,
    checkout_result_return_url: &'v ReturnUrl,
    setup_only: bool,
    merchant_reference_id: Option<&'v MerchantReferenceId>,
    merchant_store_name: Option<&'v MerchantStoreName>,
    note_to_buyer: Option<&'v NoteToBuyer>,
    custom_information: Option<&'v CustomInformation>,
    delivery_specifications: &'v DeliverySpecifications,
}

impl Values {
    pub(crate) fn new() -> Values {
        Values {
            store_id: store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
            charge_permission_id: "C01-0000000-0000000".parse().expect("an id"),
            checkout_result_return_url: return_url!("https://a.com/merchant-result-page"),
            setup_only: true,
            merchant_reference_id: Some(merchant_reference_id!("Merchant reference ID")),
            merchant_store_name: Some(merchant_store_name!("Merchant store name")),
            note_to_buyer: Some(note_to_buyer!("Note to buyer")),
            custom_information: Some(custom_information!("Custom information")),
            delivery_specifications: delivery_specifications(),
        }
    }

    pub(crate) fn derived(&self) -> Derived<'_> {
        Derived {
            store_id: &self.store_id,
            charge_permission_id: &self.charge_permission_id,
            checkout_result_return_url: &self.checkout_result_return_url,
            setup_only: self.setup_only,
            merchant_reference_id: self.merchant_reference_id.as_ref(),
            merchant_store_name: self.merchant_store_name.as_ref(),
            note_to_buyer: self.note_to_buyer.as_ref(),
            custom_information: self.custom_information.as_ref(),
            delivery_specifications: &self.delivery_specifications,
        }
    }

    pub(crate) fn in_macro(&self) -> PayloadText<PayAndShip> {
        update_payload!(PayAndShip, {
            "storeId": self.store_id,
            "chargePermissionId": self.charge_permission_id,
            "chargePermissionType": "PaymentMethodOnFile",
            "webCheckoutDetails": { "checkoutResultReturnUrl": self.checkout_result_return_url },
            "paymentMethodOnFileMetadata": { "setupOnly": self.setup_only },
            "paymentDetails": { "paymentIntent": "Confirm", "canHandlePendingAuthorization": false },
            "merchantMetadata": {
                "merchantReferenceId": self.merchant_reference_id,
                "merchantStoreName": self.merchant_store_name,
                "noteToBuyer": self.note_to_buyer,
                "customInformation": self.custom_information,
            },
            "deliverySpecifications": self.delivery_specifications,
        })
    }
}

/// An account whose key is in a PEM file.
pub(crate) fn account(pem_file: &str) -> Account<Us> {
    let key = SigningKey::from_pem_file(pem_file).expect("a key");
    let id = public_key_id!("SANDBOX-AEXAMPLEKEYID");
    Account::new(merchant_id!("A3LVSV45M75151"), id, key, Environment::Sandbox).expect("an account")
}

/// The same data for serde, with its members in sorted order.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Sorted {
    charge_permission_id: String,
    charge_permission_type: String,
    delivery_specifications: Specifications,
    merchant_metadata: Metadata,
    payment_details: Details,
    payment_method_on_file_metadata: OnFile,
    store_id: String,
    web_checkout_details: Web,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Specifications {
    address_restrictions: AddressRestrictions,
    special_restrictions: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AddressRestrictions {
    restrictions: Countries,
    r#type: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE", deny_unknown_fields)]
struct Countries {
    gb: Country,
    r#in: Country,
    jp: Country,
    us: Country,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Country {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    states_or_regions: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    zip_codes: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Metadata {
    custom_information: String,
    merchant_reference_id: String,
    merchant_store_name: String,
    note_to_buyer: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Details {
    can_handle_pending_authorization: bool,
    payment_intent: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OnFile {
    setup_only: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Web {
    checkout_result_return_url: String,
}
