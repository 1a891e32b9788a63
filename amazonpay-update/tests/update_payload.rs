//! `update_payload!`: what it writes, and of which expressions.

use amazonpay_update::payload::{PayloadText, WebCheckoutDetails};
use amazonpay_update::signing::{Algorithm, ConstantStringToSign, ToSign};
use amazonpay_update::{
    ChargePermissionId, CheckedPayload, CustomInformation, DeliverySpecifications, InvalidValue,
    MerchantReferenceId, NoteToBuyer, PayAndShip, PayOnly, PaymentMethodOnFile, ReturnUrl, Scopes, StoreId,
    UpdatePayload, charge_permission_id, country_code, include_update_payload, note_to_buyer, return_url,
    scopes, store_id, update_payload,
};
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

const CONSTANT: &PayloadText<PayOnly> = &update_payload!(PayOnly, {
    "paymentDetails": { "paymentIntent": "Confirm" },
    // Comments and trailing commas are Rust's.
    "webCheckoutDetails": { "checkoutResultReturnUrl": "https://a.com/\u{5E97}?a=\"b\"", },
    "storeId": r"amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
    "chargePermissionId": "B01-0000000-0000000",
    "chargePermissionType": "PaymentMethodOnFile",
    "paymentMethodOnFileMetadata": { "setupOnly": true },
    "merchantMetadata": {},
});

/// What the check of JSON makes of the same text.
fn checked(json: &str) -> String {
    CheckedPayload::check(json).expect("a right payload").to_canonical_json()
}

#[test]
fn literals_are_written_as_the_check_writes_them() {
    let json = r#"{
        "webCheckoutDetails": { "checkoutResultReturnUrl": "https:\/\/a.com\/\u5e97?a=\"b\"" },
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "paymentMethodOnFileMetadata": { "setupOnly": true },
        "paymentDetails": { "paymentIntent": "Confirm" },
        "merchantMetadata": {}
    }"#;
    assert_eq!(CONSTANT.as_str(), checked(json));
    assert_eq!(CONSTANT.to_canonical_json(), CONSTANT.as_str());
    let text = update_payload!(
        PayOnly,
        r#"{
        "webCheckoutDetails": { "checkoutResultReturnUrl": "https:\/\/a.com\/\u5e97?a=\"b\"" },
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "chargePermissionId": "B01-0000000-0000000",
        "chargePermissionType": "PaymentMethodOnFile",
        "paymentMethodOnFileMetadata": { "setupOnly": true },
        "paymentDetails": { "paymentIntent": "Confirm" },
        "merchantMetadata": {}
    }"#
    );
    assert_eq!(text, *CONSTANT);
}

#[test]
fn a_product_type_may_have_quotes_or_a_path() {
    let texts: [PayloadText<PayAndShip>; 2] = [
        include_update_payload!("PayAndShip", "docs/update-payload.json"),
        include_update_payload!(amazonpay_update::PayAndShip, "docs/update-payload.json"),
    ];
    assert_eq!(texts[0], texts[1]);
}

#[test]
fn a_constant_has_a_constant_string_to_sign() {
    const V2: ConstantStringToSign = CONSTANT.string_to_sign(Algorithm::PssV2);
    const V1: ConstantStringToSign = CONSTANT.string_to_sign(Algorithm::Pss);
    for (constant, algorithm) in [(V2, Algorithm::PssV2), (V1, Algorithm::Pss)] {
        let to_sign = ToSign::new(CONSTANT, algorithm).expect("a payload");
        assert_eq!(constant.as_str(), to_sign.string_to_sign());
    }
}

struct Wallet {
    permission: ChargePermissionId,
    note: Option<NoteToBuyer>,
}

fn wallet(note: Option<NoteToBuyer>) -> Wallet {
    Wallet { permission: charge_permission_id!("B01-0000000-0000000"), note }
}

fn update(wallet: &Wallet, reference: Option<&MerchantReferenceId>) -> PayloadText<PayAndShip> {
    update_payload!(PayAndShip, {
        "storeId": store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        "chargePermissionId": wallet.permission,
        "chargePermissionType": PaymentMethodOnFile,
        "webCheckoutDetails": { "checkoutResultReturnUrl": "https://a.com/" },
        "paymentMethodOnFileMetadata": { "setupOnly": wallet.note.is_some() },
        "paymentDetails": { "paymentIntent": "Confirm" },
        "merchantMetadata": { "noteToBuyer": wallet.note, "merchantReferenceId": reference },
    })
}

const AROUND: [&str; 2] = [
    r#"{"chargePermissionId":"B01-0000000-0000000","chargePermissionType":"PaymentMethodOnFile","#,
    r#","storeId":"amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId","webCheckoutDetails":{"checkoutResultReturnUrl":"https://a.com/"}}"#,
];

#[test]
fn an_option_leaves_its_member_out_and_an_empty_object_too() {
    let reference: MerchantReferenceId = "4711".parse().expect("short");
    let note = note_to_buyer!("a \"new\" card");
    for (note, reference, metadata) in [
        (None, None, ""),
        (Some(&note), None, r#""merchantMetadata":{"noteToBuyer":"a \"new\" card"},"#),
        (None, Some(&reference), r#""merchantMetadata":{"merchantReferenceId":"4711"},"#),
        (
            Some(&note),
            Some(&reference),
            r#""merchantMetadata":{"merchantReferenceId":"4711","noteToBuyer":"a \"new\" card"},"#,
        ),
    ] {
        let setup_only = note.is_some();
        let text = update(&wallet(note.cloned()), reference);
        let [before, behind] = AROUND;
        let details = format!(
            r#""paymentDetails":{{"paymentIntent":"Confirm"}},"paymentMethodOnFileMetadata":{{"setupOnly":{setup_only}}}"#
        );
        assert_eq!(text.as_str(), format!("{before}{metadata}{details}{behind}"));
        assert_eq!(text.as_str(), checked(text.as_str()));
    }
}

/// Two types in one path, whose comma separates no members.
fn same<A, B>(value: A, _: B) -> A {
    value
}

#[test]
fn every_way_to_give_a_value_is_taken() -> Result<(), InvalidValue> {
    let (store, url) =
        ("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId", return_url!("https://a.com/"));
    let id = charge_permission_id!("B01-0000000-0000000");
    let details = WebCheckoutDetails::new(url.clone());
    let shipping = Some(DeliverySpecifications::allow().country(country_code!("JP")).build());
    // Amazon documents nothing about an empty list, so all ways keep it.
    let names: &[Option<Scopes>] = &[None, Some(scopes!["name"]), Some(Scopes::new([])?)];
    let mut texts = Vec::new();
    for scopes in names {
        texts.push(update_payload!(PayAndShip, {
            "storeId": store.parse()?,
            "chargePermissionId": &id,
            "chargePermissionType": &PaymentMethodOnFile,
            "webCheckoutDetails": details,
            "paymentMethodOnFileMetadata": { "setupOnly": same::<bool, u8>(true, 1) },
            "paymentDetails": { "paymentIntent": "Confirm" },
            "scopes": scopes,
            "deliverySpecifications": shipping,
        }));
        texts.push(update_payload!(PayAndShip, {
            "storeId": Arc::new(store.parse::<StoreId>()?),
            "chargePermissionId": Box::new(id.clone()),
            "chargePermissionType": "PaymentMethodOnFile",
            "webCheckoutDetails": { "checkoutResultReturnUrl": Rc::new(url.clone()) },
            "paymentMethodOnFileMetadata": { "setupOnly": same::<&bool, Vec<Vec<u8>>>(&true, Vec::new()) },
            "paymentDetails": { "paymentIntent": "Confirm" },
            "scopes": scopes.as_ref(),
            "deliverySpecifications": shipping.as_ref(),
        }));
        let borrowed: Cow<'_, ChargePermissionId> = Cow::Borrowed(&id);
        texts.push(update_payload!(PayAndShip, {
            "storeId": if store.is_empty() { return Ok(()) } else { store.parse::<StoreId>()? },
            "chargePermissionId": borrowed,
            "chargePermissionType": "PaymentMethodOnFile",
            "webCheckoutDetails": { "checkoutResultReturnUrl": url.clone() },
            "paymentMethodOnFileMetadata": { "setupOnly": 1 < 2 },
            "paymentDetails": { "paymentIntent": "Confirm" },
            "scopes": scopes.clone(),
            "deliverySpecifications": { "addressRestrictions": { "type": "Allowed", "restrictions": { "JP": {} } } },
        }));
    }
    assert!(texts[6].as_str().contains(r#""scopes":[],"#), "{}", texts[6].as_str());
    for three in texts.chunks(3) {
        assert_eq!(three[0], three[1]);
        assert_eq!(three[1], three[2]);
        assert_eq!(three[0].as_str(), checked(three[0].as_str()));
    }
    Ok(())
}

#[test]
fn a_literal_option_needs_no_type() -> Result<(), InvalidValue> {
    let (id, reference) = ("B01-0000000-0000000", "4711".parse::<MerchantReferenceId>()?);
    let text = update_payload!(PayOnly, {
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "chargePermissionId": id.parse()?,
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": { "checkoutResultReturnUrl": "https://a.com/", "checkoutCancelUrl": None },
        "paymentMethodOnFileMetadata": { "setupOnly": true },
        "paymentDetails": { "paymentIntent": "Confirm", "canHandlePendingAuthorization": None },
        "scopes": None,
        "merchantMetadata": {
            "customInformation": Some("x".parse()?),
            "merchantReferenceId": Some(reference,),
            "merchantStoreName": None,
        },
        "deliverySpecifications": None,
    });
    let json = concat!(
        r#"{"chargePermissionId":"B01-0000000-0000000","chargePermissionType":"PaymentMethodOnFile","#,
        r#""merchantMetadata":{"customInformation":"x","merchantReferenceId":"4711"},"#,
        r#""paymentDetails":{"paymentIntent":"Confirm"},"paymentMethodOnFileMetadata":{"setupOnly":true},"#,
        r#""storeId":"amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId","#,
        r#""webCheckoutDetails":{"checkoutResultReturnUrl":"https://a.com/"}}"#,
    );
    assert_eq!(text.as_str(), json);
    Ok(())
}

/// An object is left out when nothing is left of it, whether its members are written `None` or turn out to be.
#[test]
fn an_object_without_members_is_left_out() {
    const NOTE: Option<NoteToBuyer> = None;
    macro_rules! with_note {
        ($($parts:tt)*) => {
            update_payload!(PayOnly, {
                "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
                "chargePermissionId": "B01-0000000-0000000",
                "chargePermissionType": "PaymentMethodOnFile",
                "webCheckoutDetails": { "checkoutResultReturnUrl": "https://a.com/" },
                "paymentMethodOnFileMetadata": { "setupOnly": true },
                "paymentDetails": { "paymentIntent": "Confirm" },
                "merchantMetadata": $($parts)*,
            })
            .as_str()
            .to_owned()
        };
    }
    let turns_out = with_note!({ "noteToBuyer": NOTE });
    assert!(!turns_out.contains("merchantMetadata"), "{turns_out}");
    assert_eq!(with_note!({ "noteToBuyer": None, "merchantStoreName": None }), turns_out);
    assert_eq!(with_note!({ "noteToBuyer": NOTE, "merchantStoreName": None }), turns_out);
    assert!(with_note!({}).contains(r#""merchantMetadata":{}"#));
}

#[test]
fn expressions_are_evaluated_once_and_in_their_order() -> Result<(), InvalidValue> {
    let mut order = Vec::new();
    let mut next = |text: &'static str| {
        order.push(text);
        text
    };
    let text = update_payload!(PayOnly, {
        "webCheckoutDetails": { "checkoutResultReturnUrl": next("https://a.com/").parse()? },
        "storeId": next("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId").parse()?,
        "merchantMetadata": { "customInformation": Some(next("x").parse::<CustomInformation>()?) },
        "chargePermissionId": next("B01-0000000-0000000").parse()?,
        "chargePermissionType": "PaymentMethodOnFile",
        "paymentMethodOnFileMetadata": { "setupOnly": true },
        "paymentDetails": { "paymentIntent": "Confirm" },
    });
    assert_eq!(order.len(), 4);
    assert!(order[0].starts_with("https") && order[1].starts_with("amzn1") && order[2] == "x");
    assert_eq!(text.as_str(), checked(text.as_str()));
    Ok(())
}

struct Arguments {
    store_id: StoreId,
}

impl Arguments {
    fn parse(&self) -> &Arguments {
        self
    }
}

fn parse(text: &str) -> Result<ReturnUrl, InvalidValue> {
    text.trim().parse()
}

trait Cut<A, B> {
    fn cut(&self) -> &str;
}

impl<A, B> Cut<A, B> for str {
    fn cut(&self) -> &str {
        self.trim()
    }
}

/// Only `.parse()` of a text gets its type from the macro. A comma between angle brackets ends no expression.
#[test]
fn other_functions_named_parse_are_the_callers() -> Result<(), Box<dyn std::error::Error>> {
    let arguments =
        Arguments { store_id: store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId") };
    let update = update_payload!(PayOnly, {
        "storeId": arguments.parse().store_id,
        "chargePermissionId": <str as Cut<u8, u8>>::cut(" B01-0000000-0000000 ").parse().map_err(Box::new)?,
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": { "checkoutResultReturnUrl": parse(" https://a.com/ ")? },
        "paymentMethodOnFileMetadata": { "setupOnly": "true".parse::<bool>()? },
        "paymentDetails": { "paymentIntent": "Confirm" },
        "merchantMetadata": { "noteToBuyer": Cut::<u8, u8>::cut(" Hello. ").parse()? },
    });
    assert_eq!(update.as_str(), checked(update.as_str()));
    Ok(())
}

/// A name of the macro's own means what it means here.
#[test]
fn names_around_the_macro_are_the_callers() {
    #[derive(Clone)]
    struct Option(ReturnUrl);
    let (value_, out_, len_, text_) = (1, 2, 3, Option(return_url!("https://a.com/")));
    let update = update_payload!(PayOnly, {
        "storeId": store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
        "chargePermissionId": charge_permission_id!("B01-0000000-0000000"),
        "chargePermissionType": "PaymentMethodOnFile",
        "webCheckoutDetails": { "checkoutResultReturnUrl": text_.0 },
        "paymentMethodOnFileMetadata": { "setupOnly": value_ + out_ == len_ },
        "paymentDetails": { "paymentIntent": "Confirm" },
    });
    assert!(update.as_str().contains(r#""setupOnly":true"#));
}
