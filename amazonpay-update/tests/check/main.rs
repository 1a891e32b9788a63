//! The JSON check: every rule it enforces, each with the member that breaks it.

mod delivery;
mod members;
mod payload;
mod property;
mod texts;

use amazonpay_update::payload::Violations;
use amazonpay_update::rules::{Rule, Side};
use amazonpay_update::{ChargePermissionId, CheckedPayload, PayAndShip, PayOnly, UpdatePayload};
use payload::{PAGE_SAMPLE, right, with};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// The slug of each broken rule and the member that breaks it.
type Broken = &'static [(&'static str, &'static str)];

/// A member as a JSON pointer, what it gets instead of its right value (`None` removes it), and
/// the rules that breaks.
type Row = (&'static str, Option<Value>, Broken);

/// The rules that no JSON text breaks by itself, because it does not state the product type.
const OF_THE_PRODUCT_TYPE: &[&str] = &["delivery_specifications_need_pay_and_ship"];

fn rows() -> impl Iterator<Item = Row> {
    members::members().chain(delivery::delivery_specifications())
}

fn refused(text: &str) -> Violations {
    CheckedPayload::check(text).expect_err(text)
}

fn named(violations: &Violations) -> Vec<(&'static str, &str)> {
    violations.iter().map(|broken| (broken.rule().slug(), broken.path())).collect()
}

#[test]
fn every_rule_is_named_with_its_member() {
    for (pointer, value, broken) in rows() {
        let text = with(pointer, value);
        match CheckedPayload::check(&text) {
            Ok(_) => assert_eq!(broken, [], "{text}"),
            Err(found) => assert_eq!(named(&found), broken, "{text}"),
        }
    }
    for (text, broken) in texts::texts() {
        let shown: String = text.chars().take(200).collect();
        assert_eq!(named(&refused(&text)), broken, "{shown}");
    }
}

/// `main` prints the error that it returns by `Debug`.
#[test]
fn debug_says_what_display_says() {
    let several = refused("{}");
    assert!(several.iter().count() > 1);
    assert!(format!("{several:?}").contains(&several.to_string()));
    let one = &several.as_slice()[0];
    assert!(format!("{one:?}").contains(&one.to_string()));
    let value = "B01".parse::<ChargePermissionId>().expect_err("too short");
    assert!(format!("{value:?}").contains(&value.to_string()));
    assert_eq!(format!("{:?}", value.rules()), "{ChargePermissionIdFormat}");
}

#[test]
fn no_rule_of_a_payload_is_left_out() {
    let elsewhere = [
        Rule::MerchantIdFormat,
        Rule::PublicKeyIdFormat,
        Rule::CheckoutSessionIdFormat,
        Rule::KeyEnvironmentContradiction,
        Rule::LanguageOfRegion,
        Rule::RegionMismatch,
        Rule::WeakKey,
    ];
    let at_run_time: BTreeSet<_> = Rule::ALL
        .iter()
        .filter(|rule| rule.at_run_time() == Side::Enforced && !elsewhere.contains(rule))
        .map(|rule| rule.slug())
        .collect();
    let edits = rows().map(|(_, _, broken)| broken);
    let covered: BTreeSet<_> = edits
        .chain(texts::texts().into_iter().map(|(_, broken)| broken))
        .flatten()
        .map(|(slug, _)| *slug)
        .chain(OF_THE_PRODUCT_TYPE.iter().copied())
        .collect();
    let missing: Vec<_> = at_run_time.difference(&covered).collect();
    assert!(missing.is_empty(), "no row of members.rs, delivery.rs or texts.rs breaks {missing:?}");
    let surplus: Vec<_> = covered.difference(&at_run_time).collect();
    assert!(surplus.is_empty(), "the check breaks {surplus:?}, and the catalogue says that it does not");
}

#[test]
fn the_product_type_counts_only_when_it_is_stated() {
    let text = right().to_string();
    assert!(CheckedPayload::check(&text).is_ok());
    assert!(CheckedPayload::check_for(&text, PayAndShip).is_ok());
    let found = CheckedPayload::check_for(&text, PayOnly).unwrap_err();
    assert_eq!(named(&found), [("delivery_specifications_need_pay_and_ship", "deliverySpecifications")]);
    assert!(CheckedPayload::check_for(&with("/deliverySpecifications", None), PayOnly).is_ok());
}

#[test]
fn the_page_sample_needs_its_comma() {
    let found = refused(PAGE_SAMPLE);
    assert_eq!(named(&found), [("not_json", "line 15 column 5")]);
    assert_eq!(
        found.to_string(),
        "not_json: the text is not valid JSON: correct it where line and column point; expected `,` or `}` (at line 15 column 5)"
    );

    let with_comma = PAGE_SAMPLE.replace("    }    \n", "    },\n");
    let payload = CheckedPayload::check_for(&with_comma, PayAndShip).unwrap();
    assert_eq!(payload.store_id().as_str(), "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId");
    assert_eq!(payload.charge_permission_id().as_str(), "B01-0000000-0000000");
    assert_eq!(payload.checkout_result_return_url().as_str(), "https://a.com/merchant-result-page");
    assert_eq!(payload.checkout_cancel_url(), None);
    assert!(payload.setup_only());
    assert_eq!(payload.scopes(), None);
    assert_eq!(payload.merchant_reference_id(), None);
    assert!(payload.has_delivery_specifications());
    assert_eq!(
        payload.to_canonical_json(),
        concat!(
            r#"{"chargePermissionId":"B01-0000000-0000000","chargePermissionType":"PaymentMethodOnFile","#,
            r#""deliverySpecifications":{"addressRestrictions":{"restrictions":{"GB":{"zipCodes":["72046","72047"]},"#,
            r#""IN":{"statesOrRegions":["AP"]},"JP":{},"US":{"statesOrRegions":["WA"],"zipCodes":["95050","93405"]}},"#,
            r#""type":"Allowed"},"specialRestrictions":["RestrictPOBoxes"]},"#,
            r#""paymentDetails":{"canHandlePendingAuthorization":false,"paymentIntent":"Confirm"},"#,
            r#""paymentMethodOnFileMetadata":{"setupOnly":true},"#,
            r#""storeId":"amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId","#,
            r#""webCheckoutDetails":{"checkoutResultReturnUrl":"https://a.com/merchant-result-page"}}"#,
        )
    );
}

#[test]
fn every_member_can_be_read() {
    let payload = CheckedPayload::check(&right().to_string()).unwrap();
    assert_eq!(payload.checkout_cancel_url().unwrap().as_str(), "https://a.com/account");
    assert_eq!(payload.scopes().unwrap(), ["name", "email"]);
    assert_eq!(payload.merchant_reference_id().unwrap().as_str(), "customer-4711");
    assert_eq!(payload.merchant_store_name().unwrap().as_str(), "Example Store");
    assert_eq!(payload.note_to_buyer().unwrap().as_str(), "You are changing how you pay.");
    assert_eq!(payload.custom_information().unwrap().as_str(), "tier=gold");
    assert_eq!(payload.warnings(), []);
    assert!(format!("{payload:?}").starts_with("CheckedPayload { canonical: \"{"));
    assert_eq!(payload.canonical_len(), payload.to_canonical_json().len());
    let false_text = with("/paymentMethodOnFileMetadata/setupOnly", Some(json!(false)));
    assert!(!CheckedPayload::check(&false_text).unwrap().setup_only());
    let anywhere = with("/deliverySpecifications", None);
    assert!(!CheckedPayload::check(&anywhere).unwrap().has_delivery_specifications());
}

#[test]
fn many_broken_rules_are_named_at_once_and_in_order() {
    let text = r#"{
        "zzz": 1,
        "deliverySpecifications": {"addressRestrictions": {"type": "Allow", "restrictions": {"USA": {}}}},
        "scopes": ["nmae"],
        "paymentDetails": {"paymentIntent": "confirm", "chargeAmount": {}, "canHandlePendingAuthorization": true},
        "paymentMethodOnFileMetadata": {"setupOnly": 1},
        "webCheckoutDetails": {"checkoutReviewReturnUrl": "x", "checkoutResultReturnUrl": "http://a.com/#x"},
        "chargePermissionId": "B01"
    }"#;
    let found = refused(text);
    assert_eq!(
        named(&found),
        [
            ("store_id_required", "storeId"),
            ("charge_permission_id_format", "chargePermissionId"),
            ("charge_permission_type_required", "chargePermissionType"),
            ("return_url_https", "webCheckoutDetails.checkoutResultReturnUrl"),
            ("return_url_no_fragment", "webCheckoutDetails.checkoutResultReturnUrl"),
            ("review_return_url_in_update", "webCheckoutDetails.checkoutReviewReturnUrl"),
            ("wrong_member_type", "paymentMethodOnFileMetadata.setupOnly"),
            ("setup_only_needs_payment_method_on_file", "paymentMethodOnFileMetadata.setupOnly"),
            ("payment_intent_must_be_confirm", "paymentDetails.paymentIntent"),
            ("pending_authorization_must_be_false", "paymentDetails.canHandlePendingAuthorization"),
            ("no_charge_amount_in_update", "paymentDetails.chargeAmount"),
            ("unknown_scope", "scopes[0]"),
            ("restriction_type", "deliverySpecifications.addressRestrictions.type"),
            ("country_code", "deliverySpecifications.addressRestrictions.restrictions.USA"),
            ("unknown_member", "zzz"),
        ]
    );
    assert_eq!(found.to_string().lines().count(), found.as_slice().len());
    assert_eq!(found.omitted(), 0);
}

#[test]
fn a_refusal_says_what_was_meant() {
    let said = |pointer, value| refused(&with(pointer, Some(value))).to_string();
    for (pointer, value, words) in [
        ("/stroeId", json!(1), "did you mean `storeId`?"),
        ("/scopes", json!(["phone_number"]), "did you mean `phoneNumber`?"),
        ("/paymentDetails/paymentIntent", json!("confirm"), "did you mean `Confirm`?"),
        ("/chargePermissionType", json!("PaymentMethodOnfile"), "did you mean `PaymentMethodOnFile`?"),
        ("/deliverySpecifications/specialRestrictions", json!(["restrictPOBoxes"]), "`RestrictPOBoxes`?"),
        ("/deliverySpecifications/addressRestrictions/type", json!("allowed"), "did you mean `Allowed`?"),
        ("/productType", json!("PayOnly"), "option of the button"),
        ("/setupOnly", json!(true), "it belongs in `paymentMethodOnFileMetadata`"),
        ("/paymentDetails/storeId", json!("x"), "it belongs in `the payload itself`"),
        ("/storeId", json!(null), "expected a string, found null (at storeId)"),
        ("/scopes", json!(null), "expected a list, found null; leave the member out (at scopes)"),
        ("/scopes", json!({}), "expected a list, found an object"),
        ("/paymentMethodOnFileMetadata/setupOnly", json!("true"), "expected true or false, found a string"),
    ] {
        let said = said(pointer, value);
        assert!(said.contains(words), "{said}");
    }
    let said = said("/webCheckoutDetails/checkoutResultReturnUrl", json!("https://user:hunter2@a.com/"));
    assert!(!said.contains("hunter2"), "a value may be a secret");
}

#[test]
fn more_bytes_than_characters_are_a_warning() {
    let metadata = json!({
        "merchantReferenceId": "\u{E9}".repeat(256),
        "merchantStoreName": "\u{1F4B3}".repeat(35),
        "noteToBuyer": "\u{E9}".repeat(255),
        "customInformation": "\u{E9}".repeat(4096),
    });
    let payload = CheckedPayload::check(&with("/merchantMetadata", Some(metadata))).unwrap();
    let warnings: Vec<_> = payload.warnings().iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings[1],
        "`merchantStoreName` has 35 characters but 140 bytes, and Amazon's documentation also gives the limit in bytes: shorten it to 50 bytes to be sure (at merchantMetadata.merchantStoreName)"
    );
    let warning = &payload.warnings()[1];
    assert_eq!(warnings[1], format!("{} (at {})", warning.message(), warning.path()));
    let members = payload.warnings().iter().map(|warning| warning.path().rsplit_once('.').unwrap().1);
    assert!(members.eq(["merchantReferenceId", "merchantStoreName", "noteToBuyer", "customInformation"]));
    let in_bytes = with("/merchantMetadata/noteToBuyer", Some(json!("x".repeat(255))));
    assert_eq!(CheckedPayload::check(&in_bytes).unwrap().warnings(), []);
}

#[test]
fn violations_can_be_sent_as_json() {
    let found = refused(&with("/storeId", None));
    let message = found.as_slice()[0].message();
    assert_eq!(
        serde_json::to_value(&found).unwrap(),
        json!([{"rule": "store_id_required", "path": "storeId", "message": message}])
    );
}

#[test]
fn a_long_key_is_not_repeated_for_everything_below_it() {
    let key = "k".repeat(100_000);
    let zip_codes = vec!["_"; 1000];
    let text = with(
        "/deliverySpecifications/addressRestrictions/restrictions",
        Some(json!({key: {"zipCodes": zip_codes}})),
    );
    let found = refused(&text);
    assert_eq!((found.as_slice().len(), found.omitted()), (100, 901));
    assert!(found.iter().all(|broken| broken.to_string().len() < 600));
}

#[test]
fn beyond_a_hundred_broken_rules_are_only_counted() {
    let unknown = |keys: usize| {
        let keys: Vec<String> = (0..keys).map(|key| format!("\"stroeId{key}\":0,")).collect();
        format!("{{{}{}", keys.concat(), &right().to_string()[1..])
    };
    let all = refused(&unknown(100));
    assert_eq!((all.as_slice().len(), all.omitted()), (100, 0));
    assert_eq!(all.to_string().lines().count(), 100);

    let most = refused(&unknown(107));
    assert_eq!((most.as_slice().len(), most.omitted()), (100, 7));
    let said = most.to_string();
    assert_eq!(said.lines().count(), 101);
    assert_eq!(said.lines().last(), Some("and 7 more"));
    assert_eq!(serde_json::to_value(&most).unwrap().as_array().unwrap().len(), 100);

    // Minutes, if each of them were explained.
    let start = Instant::now();
    assert_eq!(refused(&unknown(200_000)).omitted(), 199_900);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn a_text_that_is_not_json_says_why() {
    let said = |text| refused(text).to_string();
    for blank in ["", " ", "\n\t\r\n"] {
        assert!(said(blank).contains("; the text is empty (at line "), "{}", said(blank));
    }
    let marked = said("\u{FEFF}{}");
    assert!(
        marked.contains(
            "; it begins with a byte order mark: save it as UTF-8 without one (at line 1 column 1)"
        ),
        "{marked}"
    );
    assert!(
        said("{").contains("; expected the name of a member, in quotes (at line 1 column 1)"),
        "{}",
        said("{")
    );
}

#[test]
fn a_checked_payload_gets_its_product_type_later() {
    let text = right().to_string();
    let later = CheckedPayload::check(&text).unwrap().for_product_type(PayAndShip).unwrap();
    let at_once = CheckedPayload::check_for(&text, PayAndShip).unwrap();
    assert_eq!(later.to_canonical_json(), at_once.to_canonical_json());
    assert_eq!(later.store_id(), at_once.store_id());

    let later = CheckedPayload::check(&text).unwrap().for_product_type(PayOnly).unwrap_err();
    assert_eq!(later, CheckedPayload::check_for(&text, PayOnly).unwrap_err());
    let unrestricted = CheckedPayload::check(&with("/deliverySpecifications", None)).unwrap();
    assert!(unrestricted.for_product_type(PayOnly).is_ok());
}
