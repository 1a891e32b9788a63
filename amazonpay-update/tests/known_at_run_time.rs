//! A region and a product type that are known only while the program runs: the same values as by the types, and
//! the same refusals.

mod signing_support;

use amazonpay_update::button::Nonce;
use amazonpay_update::config::AnyAccount;
use amazonpay_update::payload::{
    Change, NeededProductType, ProductType, StoredPermission, needed_product_type,
};
use amazonpay_update::region::{KnownRegion, Language, RegionName};
use amazonpay_update::rules::Rule;
use amazonpay_update::signing::{Algorithm, SignError, ToSign, VerifyError};
use amazonpay_update::{
    Account, ChargePermissionId, CheckedPayload, DeliverySpecifications, Environment, Eu, Jp, PayAndShip,
    PayOnly, PaymentMethodOnFile, ReturnUrl, SigningKey, SpecialRestriction, StoreId, Uk, Update,
    UpdatePayload, Us, charge_permission_id, merchant_id, public_key_id, return_url, store_id,
};
use serde_json::Value;
use signing_support::key_pair;

fn account<R: KnownRegion>() -> Account<R> {
    let key = SigningKey::from_pem(&key_pair().0).unwrap();
    let id = public_key_id!("SANDBOX-AEXAMPLEKEYID");
    Account::new(merchant_id!("A3LVSV45M75151"), id, key, Environment::Sandbox).unwrap()
}

fn any_account(region: RegionName) -> AnyAccount {
    let key = SigningKey::from_pem(&key_pair().0).unwrap();
    let id = public_key_id!("SANDBOX-AEXAMPLEKEYID");
    Account::in_region(region, merchant_id!("A3LVSV45M75151"), id, key, Environment::Sandbox).unwrap()
}

fn update<P: ProductType>(product_type: P) -> Update<P> {
    Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(product_type)
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .build()
}

fn restricted(needed: NeededProductType) -> Update<NeededProductType> {
    Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(needed)
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .delivery_specifications(po_boxes())
        .build()
}

fn po_boxes() -> DeliverySpecifications {
    DeliverySpecifications::special(SpecialRestriction::RESTRICT_PO_BOXES)
}

/// The options without the signature, which has a salt of its own.
fn options(json: &str) -> Value {
    let mut options: Value = serde_json::from_str(json).unwrap();
    options["createCheckoutSessionConfig"]["signature"].take();
    options
}

#[test]
fn an_account_in_any_region_is_the_account_of_that_region() {
    fn same<R: KnownRegion>() {
        let (typed, any) = (account::<R>(), any_account(R::NAME));
        assert_eq!(any.region(), R::NAME);
        assert_eq!(any.merchant_id(), typed.merchant_id());
        assert_eq!(format!("{any:?}"), format!("{typed:?}"));
        let payload = update(PayOnly);
        let (by_typed, by_any) = (typed.sign(&payload).unwrap(), any.sign(&payload).unwrap());
        assert_eq!(any.verify(&by_any), Ok(()));
        assert_eq!(by_any.region(), R::NAME);
        let (typed_button, any_button) = (by_typed.button(), by_any.button());
        assert_eq!(options(&any_button.to_json()), options(&typed_button.to_json()));
        let nonce = Nonce::random();
        assert_eq!(any_button.content_security_policy(&nonce), typed_button.content_security_policy(&nonce));
        let converted = AnyAccount::from(typed.with_algorithm(Algorithm::Pss));
        assert_eq!((converted.region(), converted.algorithm()), (R::NAME, Algorithm::Pss));
        let to_sign = converted.to_sign(&payload).unwrap();
        let elsewhere = SigningKey::from_pem(&key_pair().0).unwrap().sign(&payload, Algorithm::Pss).unwrap();
        assert_eq!(converted.complete(to_sign, elsewhere.signature()).unwrap().region(), R::NAME);
    }
    same::<Us>();
    same::<Eu>();
    same::<Uk>();
    same::<Jp>();
}

#[cfg(feature = "session")]
#[test]
fn an_account_in_any_region_sends_requests_to_its_region() {
    use amazonpay_update::session::ApiRequest;

    let request = ApiRequest::get_charge_permission(&charge_permission_id!("B01-0000000-0000000"));
    for region in RegionName::ALL {
        let signed = any_account(*region).request_signer().sign(&request).unwrap();
        assert_eq!(signed.uri().host(), Some(region.api_host()));
        assert_eq!(signed.headers()["x-amz-pay-region"], region.header_value());
    }
}

#[test]
fn what_was_signed_in_another_region_is_refused_in_the_words_of_the_rule() {
    let signed = any_account(RegionName::Eu).sign(&update(PayOnly)).unwrap();
    let refused = any_account(RegionName::Uk).verify(&signed).unwrap_err();
    assert_eq!((refused, refused.rule()), (VerifyError::OtherRegion, Some(Rule::RegionMismatch)));
    assert_eq!(refused.to_string(), Rule::RegionMismatch.refusal());
    assert_ne!(signed, any_account(RegionName::Uk).sign(&update(PayOnly)).unwrap());
}

#[test]
fn a_language_is_one_of_the_region_whenever_that_is_known() {
    for region in RegionName::ALL.iter().copied() {
        let signed = any_account(region).sign(&update(PayOnly)).unwrap();
        let default = options(&signed.button().to_json());
        assert_eq!(default["checkoutLanguage"], Language::first_of(region).as_str());
        for language in ["en_US", "en_GB", "de_DE", "fr_FR", "it_IT", "es_ES", "ja_JP", "nl_NL", ""] {
            match signed.button().try_language(language) {
                Ok(button) => {
                    assert!(region.languages().contains(&language), "{region} {language}");
                    assert_eq!(options(&button.to_json())["checkoutLanguage"], language);
                    assert_eq!(Language::of(region, language).unwrap().as_str(), language);
                }
                Err(refused) => {
                    assert!(!region.languages().contains(&language), "{region} {language}");
                    assert_eq!(refused, "xx".parse::<Language<Us>>().unwrap_err(), "the same words");
                    assert_eq!(refused, Language::of(region, language).unwrap_err());
                }
            }
        }
    }
    assert!(account::<Eu>().sign(&update(PayOnly)).unwrap().button().try_language("de_DE").is_ok());
}

#[test]
fn a_needed_product_type_is_the_product_type_it_names() {
    fn same<P: ProductType>(product_type: P) {
        let needed: NeededProductType = product_type.name().parse().unwrap();
        let account = account::<Uk>();
        let (typed, at_run_time) = (update(product_type), update(needed));
        assert_eq!(typed.to_canonical_json(), at_run_time.to_canonical_json());
        let (by_type, by_value) = (account.sign(&typed).unwrap(), account.sign(&at_run_time).unwrap());
        assert_eq!(options(&by_value.button().to_json()), options(&by_type.button().to_json()));
        assert_eq!(options(&by_value.button().to_json())["productType"], product_type.name());
        let to_sign = account.to_sign(&at_run_time).unwrap();
        let completed = account.complete(to_sign, by_value.signature()).unwrap();
        assert_eq!(completed, by_value);
        let checked = CheckedPayload::check_for(&at_run_time.to_canonical_json(), needed).unwrap();
        let signed = account.sign(&checked).unwrap();
        assert_eq!(options(&signed.button().to_json()), options(&by_type.button().to_json()));
    }
    same(PayAndShip);
    same(PayOnly);
}

#[test]
fn what_needs_another_product_type_is_refused_when_it_is_signed() {
    let needed = needed_product_type(Change::AddAddress, StoredPermission::WithoutAddress);
    let signed = account::<Us>().sign(&restricted(needed)).unwrap();
    assert!(signed.payload_json().contains("RestrictPOBoxes"), "{}", signed.payload_json());

    let rule = Rule::DeliverySpecificationsNeedPayAndShip;
    let needed = needed_product_type(Change::PaymentMethod, StoredPermission::WithoutAddress);
    let payload = restricted(needed);
    let refused = account::<Us>().sign(&payload).unwrap_err();
    assert_eq!((refused, refused.to_string()), (SignError::BrokenRule(rule), rule.refusal().to_owned()));
    assert_eq!(account::<Us>().to_sign(&payload).unwrap_err(), refused);
    assert_eq!(ToSign::new(&payload, Algorithm::PssV2).unwrap_err(), refused);

    let text = payload.to_canonical_json();
    let at_once = CheckedPayload::check_for(&text, needed).unwrap_err();
    assert_eq!(at_once, CheckedPayload::check_for(&text, PayOnly).unwrap_err());
    assert_eq!(CheckedPayload::check(&text).unwrap().for_product_type(needed).unwrap_err(), at_once);
}

/// Its product type is a value, and its specifications are always there.
#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Always {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: NeededProductType,
    delivery_specifications: DeliverySpecifications,
}

/// The same, and they may be left out.
#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Sometimes {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: NeededProductType,
    delivery_specifications: Option<DeliverySpecifications>,
}

/// The same, of any product type.
#[derive(UpdatePayload)]
#[amazon_pay(charge_permission_type = PaymentMethodOnFile)]
struct Generic<P> {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    checkout_result_return_url: ReturnUrl,
    product_type: P,
    delivery_specifications: Option<DeliverySpecifications<P>>,
}

#[test]
fn a_struct_of_ones_own_has_a_product_type_of_run_time() {
    fn broken(payload: &impl UpdatePayload<ProductType = NeededProductType>) -> Option<SignError> {
        ToSign::new(payload, Algorithm::PssV2).err()
    }
    let (store, permission) = (
        store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        charge_permission_id!("B01-0000000-0000000"),
    );
    let page = return_url!("https://a.com/merchant-result-page");
    for needed in NeededProductType::ALL.iter().copied() {
        let expected = (needed == NeededProductType::PayOnly)
            .then_some(SignError::BrokenRule(Rule::DeliverySpecificationsNeedPayAndShip));
        let always = Always::builder()
            .store_id(store.clone())
            .charge_permission_id(permission.clone())
            .checkout_result_return_url(page.clone())
            .product_type(needed)
            .delivery_specifications(po_boxes())
            .build();
        assert_eq!(broken(&always), expected);
        assert_eq!(broken(&Box::new(&always)), expected, "a pointer says the same");
        let sometimes = |specifications| Sometimes {
            store_id: store.clone(),
            charge_permission_id: permission.clone(),
            checkout_result_return_url: page.clone(),
            product_type: needed,
            delivery_specifications: specifications,
        };
        assert_eq!(broken(&sometimes(Some(po_boxes()))), expected);
        assert_eq!(broken(&sometimes(None)), None);
        let generic = |specifications| {
            Generic::builder()
                .store_id(store.clone())
                .charge_permission_id(permission.clone())
                .checkout_result_return_url(page.clone())
                .product_type(needed)
                .maybe_delivery_specifications(specifications)
                .build()
        };
        assert_eq!(broken(&generic(Some(po_boxes()))), expected);
        assert_eq!(broken(&generic(None)), None);
        let literal = Generic::<NeededProductType> {
            delivery_specifications: Some(po_boxes().into()),
            ..generic(None)
        };
        assert_eq!(broken(&literal), expected);
        assert!(generic(Some(po_boxes())).to_canonical_json().contains("RestrictPOBoxes"));
    }
}

#[cfg(feature = "return-state")]
#[test]
fn the_state_of_an_update_takes_a_needed_product_type() {
    use amazonpay_update::return_state::UpdateState;

    let store = store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId");
    let permission = charge_permission_id!("B01-0000000-0000000");
    let of = |needed| UpdateState::new(store.clone(), permission.clone(), needed);
    assert_eq!(of(NeededProductType::PayOnly), UpdateState::new(store.clone(), permission.clone(), PayOnly));
    assert_ne!(of(NeededProductType::PayOnly), of(NeededProductType::PayAndShip));
}
