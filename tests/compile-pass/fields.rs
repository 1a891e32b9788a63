//! What a field can be, and what the struct attribute can say in place of a field.

use amazonpay_update::payload::{MerchantMetadata, WebCheckoutDetails};
use amazonpay_update::{
    CancelUrl, ChargePermissionId, CustomInformation, DeliverySpecifications, MerchantReferenceId,
    MerchantStoreName, NoteToBuyer, PayAndShip, PaymentMethodOnFile, ReturnUrl, Scopes, StoreId,
    UpdatePayload, note_to_buyer,
};
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

/// A store id by another name.
pub type Shop = StoreId;
/// A permission type by another name.
pub type SavedWallet = PaymentMethodOnFile;

/// Owns its members through every kind of pointer, and under other names.
#[derive(Clone, Debug, UpdatePayload)]
pub struct Pointers {
    store_id: Shop,
    charge_permission_id: Box<ChargePermissionId>,
    charge_permission_type: SavedWallet,
    setup_only: bool,
    product_type: PayAndShip,
    checkout_result_return_url: Arc<ReturnUrl>,
    checkout_cancel_url: Option<Rc<CancelUrl>>,
    note_to_buyer: Option<Cow<'static, NoteToBuyer>>,
    merchant_store_name: std::option::Option<MerchantStoreName>,
    merchant_reference_id: ::core::option::Option<&'static MerchantReferenceId>,
    delivery_specifications: Option<DeliverySpecifications>,
    scopes: Arc<Scopes>,
}

/// Has all members in the attribute, except for the wallet.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = "PaymentMethodOnFile", product_type = PayOnly, setup_only = false)]
#[amazon_pay(payment_intent = Confirm, can_handle_pending_authorization = false)]
#[amazon_pay(
    store_id = "amzn1.application-oa2-client.8b5e45312b52",
    note_to_buyer = "A \"quoted\" note,\n\u{1F4B3}."
)]
#[amazon_pay(checkout_result_return_url = "https://a.com/", scopes = ["name", "billingAddress"])]
pub struct Fixed {
    charge_permission_id: ChargePermissionId,
}

/// Breaks inferred rules, which it allows.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(
    charge_permission_type = PaymentMethodOnFile,
    product_type = PayOnly,
    store_id = "amzn2.store.1",
    can_handle_pending_authorization = true,
    allow(store_id_format, pending_authorization_must_be_false),
)]
pub struct Allowed {
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
}

/// Has its own values for members that are not set.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct Defaults {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(default = true)]
    setup_only: bool,
    #[amazon_pay(default = usual_note())]
    note_to_buyer: NoteToBuyer,
    /// Not part of the payload.
    #[amazon_pay(skip)]
    pub started_at: u64,
    /// Not part of the payload, with a default.
    #[amazon_pay(skip, default)]
    pub attempts: u32,
    /// Not part of the payload. The name is free, because the store id is not optional.
    #[amazon_pay(skip, default)]
    pub maybe_store_id: bool,
    /// Not part of the payload, and optional.
    #[amazon_pay(skip)]
    pub remark: Option<String>,
}

/// Uses the schema's default for a member that is not set.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct DefaultOfMember {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(default)]
    setup_only: Box<bool>,
}

/// Uses the schema's default in a pointer.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct DefaultInCow {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(default)]
    setup_only: Cow<'static, bool>,
}

/// Uses the schema's default as a reference.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct DefaultInReference {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    #[amazon_pay(default)]
    setup_only: &'static bool,
}

fn usual_note() -> NoteToBuyer {
    note_to_buyer!("Hello.")
}

/// Keeps a field with a member's name to itself. The payload has the member's default.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct KeptBack {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    /// Not part of the payload.
    #[amazon_pay(skip)]
    pub setup_only: u8,
}

/// Has whole objects as fields.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayAndShip)]
pub struct Parts {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    web_checkout_details: WebCheckoutDetails,
    merchant_metadata: Option<MerchantMetadata>,
    delivery_specifications: DeliverySpecifications,
}

/// Has one member of an object that has only optional members.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct OneOptional {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    custom_information: Option<CustomInformation>,
}

/// Has all members of an object that has only optional members.
#[derive(Clone, Debug, UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile, product_type = PayOnly)]
pub struct AllOptional {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    note_to_buyer: Option<NoteToBuyer>,
    merchant_store_name: Option<MerchantStoreName>,
    merchant_reference_id: Option<MerchantReferenceId>,
    custom_information: Option<CustomInformation>,
}

#[cfg(test)]
mod tests {
    use super::{
        AllOptional, Allowed, DefaultInCow, DefaultInReference, DefaultOfMember, Defaults, Fixed, KeptBack,
        OneOptional, Parts, Pointers,
    };
    use crate::common::{PAGE, STORE, WALLET, assert_text};
    use amazonpay_update::payload::{MerchantMetadata, WebCheckoutDetails};
    use amazonpay_update::{
        DeliverySpecifications, MerchantReferenceId, PayAndShip, PaymentMethodOnFile, SpecialRestriction,
        UpdatePayload, cancel_url, custom_information, merchant_reference_id, merchant_store_name,
        note_to_buyer, scopes,
    };
    use std::borrow::Cow;
    use std::rc::Rc;
    use std::sync::Arc;

    static REFERENCE: MerchantReferenceId = MerchantReferenceId::from_static("4711");

    #[test]
    fn pointers_and_other_names() {
        let pointers = Pointers::builder()
            .store_id(STORE)
            .charge_permission_id(Box::new(WALLET))
            .charge_permission_type(PaymentMethodOnFile)
            .setup_only(true)
            .product_type(PayAndShip)
            .checkout_result_return_url(Arc::new(PAGE))
            .checkout_cancel_url(Rc::new(cancel_url!("https://a.com/account")))
            .note_to_buyer(Cow::Owned(note_to_buyer!("Hello.")))
            .merchant_store_name(merchant_store_name!("Example Store"))
            .merchant_reference_id(&REFERENCE)
            .delivery_specifications(DeliverySpecifications::special(SpecialRestriction::RESTRICT_PO_BOXES))
            .scopes(Arc::new(scopes!["email"]))
            .build();
        let urls =
            r#"{"checkoutCancelUrl":"https://a.com/account","checkoutResultReturnUrl":"https://a.com/"}"#;
        let metadata =
            r#"{"merchantReferenceId":"4711","merchantStoreName":"Example Store","noteToBuyer":"Hello."}"#;
        let delivery = ("deliverySpecifications", r#"{"specialRestrictions":["RestrictPOBoxes"]}"#);
        assert_text(
            &pointers,
            &[
                ("merchantMetadata", metadata),
                ("webCheckoutDetails", urls),
                delivery,
                ("scopes", r#"["email"]"#),
            ],
        );
    }

    #[test]
    fn fixed_members() {
        let fixed = Fixed::builder().charge_permission_id(WALLET).build();
        let text = fixed.to_canonical_json();
        assert_eq!(
            text,
            concat!(
                r#"{"chargePermissionId":"B01-0000000-0000000","chargePermissionType":"PaymentMethodOnFile","#,
                r#""merchantMetadata":{"noteToBuyer":"A \"quoted\" note,\n"#,
                "\u{1F4B3}",
                r#"."},"paymentDetails":{"canHandlePendingAuthorization":false,"paymentIntent":"Confirm"},"#,
                r#""paymentMethodOnFileMetadata":{"setupOnly":false},"scopes":["name","billingAddress"],"#,
                r#""storeId":"amzn1.application-oa2-client.8b5e45312b52","#,
                r#""webCheckoutDetails":{"checkoutResultReturnUrl":"https://a.com/"}}"#,
            )
        );
    }

    #[test]
    fn inferred_rules_can_be_allowed() {
        let allowed =
            Allowed::builder().charge_permission_id(WALLET).checkout_result_return_url(PAGE).build();
        let details = r#"{"canHandlePendingAuthorization":true,"paymentIntent":"Confirm"}"#;
        assert_text(&allowed, &[("storeId", r#""amzn2.store.1""#), ("paymentDetails", details)]);
    }

    #[test]
    fn defaults_and_skipped_fields() {
        let builder = || {
            Defaults::builder()
                .store_id(STORE)
                .charge_permission_id(WALLET)
                .checkout_result_return_url(PAGE)
                .started_at(5)
        };
        let by_default = builder().build();
        assert_text(&by_default, &[("merchantMetadata", r#"{"noteToBuyer":"Hello."}"#)]);
        assert_eq!((by_default.started_at, by_default.attempts, by_default.remark), (5, 0, None));
        let said = builder()
            .setup_only(false)
            .note_to_buyer(note_to_buyer!("Bye."))
            .attempts(2)
            .maybe_store_id(true)
            .maybe_remark(Some("again".to_owned()))
            .build();
        let metadata = ("merchantMetadata", r#"{"noteToBuyer":"Bye."}"#);
        assert_text(&said, &[metadata, ("paymentMethodOnFileMetadata", r#"{"setupOnly":false}"#)]);
        assert_eq!((said.attempts, said.remark.as_deref()), (2, Some("again")));
    }

    #[test]
    fn a_default_without_expression_is_the_default_of_the_member() {
        let builder = || {
            DefaultOfMember::builder()
                .store_id(STORE)
                .charge_permission_id(WALLET)
                .checkout_result_return_url(PAGE)
        };
        assert_text(&builder().build(), &[]);
        let said = builder().setup_only(Box::new(false)).build();
        assert_text(&said, &[("paymentMethodOnFileMetadata", r#"{"setupOnly":false}"#)]);
        let in_cow = DefaultInCow::builder().store_id(STORE).charge_permission_id(WALLET);
        assert_text(&in_cow.checkout_result_return_url(PAGE).build(), &[]);
        let in_reference = DefaultInReference::builder().store_id(STORE).charge_permission_id(WALLET);
        assert_text(&in_reference.checkout_result_return_url(PAGE).build(), &[]);
    }

    #[test]
    fn a_skipped_field_with_the_name_of_a_member() {
        let builder = KeptBack::builder().store_id(STORE).charge_permission_id(WALLET).setup_only(3);
        let kept_back = builder.checkout_result_return_url(PAGE).build();
        assert_text(&kept_back, &[]);
        assert_eq!(kept_back.setup_only, 3);
    }

    #[test]
    fn whole_parts() {
        let mut metadata = MerchantMetadata::new();
        metadata.merchant_store_name = Some(merchant_store_name!("Example Store"));
        let mut details = WebCheckoutDetails::new(PAGE);
        details.checkout_cancel_url = Some(cancel_url!("https://a.com/account"));
        let parts = Parts::builder()
            .store_id(STORE)
            .charge_permission_id(WALLET)
            .web_checkout_details(details)
            .merchant_metadata(metadata)
            .delivery_specifications(DeliverySpecifications::special(SpecialRestriction::RESTRICT_PO_BOXES))
            .build();
        let urls =
            r#"{"checkoutCancelUrl":"https://a.com/account","checkoutResultReturnUrl":"https://a.com/"}"#;
        let delivery = ("deliverySpecifications", r#"{"specialRestrictions":["RestrictPOBoxes"]}"#);
        let metadata = ("merchantMetadata", r#"{"merchantStoreName":"Example Store"}"#);
        assert_text(&parts, &[delivery, metadata, ("webCheckoutDetails", urls)]);
    }

    #[test]
    fn an_object_is_there_when_a_member_of_it_is() {
        let none = || {
            OneOptional::builder()
                .store_id(STORE)
                .charge_permission_id(WALLET)
                .checkout_result_return_url(PAGE)
        };
        assert_text(&none().build(), &[]);
        assert_text(&none().maybe_custom_information(None).build(), &[]);
        let one = none().custom_information(custom_information!("tier=gold")).build();
        assert_text(&one, &[("merchantMetadata", r#"{"customInformation":"tier=gold"}"#)]);
    }

    #[test]
    fn every_combination_of_optional_members() {
        for bits in 0_u8..16 {
            let has = |bit: u8| bits & (1 << bit) != 0;
            let all = AllOptional::builder()
                .store_id(STORE)
                .charge_permission_id(WALLET)
                .checkout_result_return_url(PAGE)
                .maybe_custom_information(has(0).then(|| custom_information!("gold")))
                .maybe_merchant_reference_id(has(1).then(|| merchant_reference_id!("4711")))
                .maybe_merchant_store_name(has(2).then(|| merchant_store_name!("Store")))
                .maybe_note_to_buyer(has(3).then(|| note_to_buyer!("Hello.")))
                .build();
            let members = [
                r#""customInformation":"gold""#,
                r#""merchantReferenceId":"4711""#,
                r#""merchantStoreName":"Store""#,
                r#""noteToBuyer":"Hello.""#,
            ];
            let there: Vec<&str> =
                (0..4).filter(|bit| has(*bit)).map(|bit| members[usize::from(bit)]).collect();
            let metadata = format!("{{{}}}", there.join(","));
            let members = [("merchantMetadata", metadata.as_str())];
            assert_text(&all, if there.is_empty() { &[] } else { &members });
        }
    }
}
