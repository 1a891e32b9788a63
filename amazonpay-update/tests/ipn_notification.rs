//! The text of a verified message: an Amazon Pay notification, or kept as it came.

use amazonpay_update::__private::testing::ipn::body;
use amazonpay_update::ipn::{
    AmazonPayNotification, Id, NotificationBody, NotificationType, ObjectType, Other, OtherReason,
};
use amazonpay_update::{charge_permission_id, merchant_id};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// The members of Amazon's sample.
const MEMBERS: [&str; 7] = [
    "MerchantID",
    "ObjectType",
    "ObjectId",
    "ChargePermissionId",
    "NotificationType",
    "NotificationId",
    "NotificationVersion",
];

const VALUES: [&str; 7] = [
    "A3LVSV45M75151",
    "CHARGE_PERMISSION",
    "B01-0000000-0000000",
    "B01-0000000-0000000",
    "ATTRIBUTE_CHANGE",
    "2b7a0f1e-6d5c-4b3a-9e8d-7c6b5a493827",
    "V2",
];

fn sample() -> Map<String, Value> {
    MEMBERS.iter().zip(VALUES).map(|(member, value)| ((*member).to_owned(), json!(value))).collect()
}

/// The sample with one member changed.
fn with(member: &str, value: impl Into<Value>) -> String {
    let mut members = sample();
    members.insert(member.to_owned(), value.into());
    Value::from(members).to_string()
}

fn without(member: &str) -> String {
    let mut members = sample();
    assert!(members.remove(member).is_some());
    Value::from(members).to_string()
}

#[track_caller]
fn notification(message: &str) -> AmazonPayNotification {
    match body(message) {
        NotificationBody::AmazonPay(notification) => notification,
        NotificationBody::Other(other) => panic!("{}: {message}", other.reason()),
    }
}

#[track_caller]
fn other(message: &str) -> Other {
    match body(message) {
        NotificationBody::Other(other) => {
            assert_eq!(other.text(), message);
            other
        }
        NotificationBody::AmazonPay(notification) => panic!("{notification:?}"),
    }
}

#[track_caller]
fn assert_other(message: &str, reason: OtherReason) {
    assert_eq!(other(message).reason(), reason, "{message}");
}

fn lower_camel(member: &str) -> String {
    member[..1].to_ascii_lowercase() + &member[1..]
}

#[test]
fn every_member_is_read() {
    let read = notification(&Value::from(sample()).to_string());
    assert_eq!(read.merchant_id(), &Id::Valid(merchant_id!("A3LVSV45M75151")));
    assert_eq!(read.object_type(), &ObjectType::ChargePermission);
    assert_eq!(read.object_id(), "B01-0000000-0000000");
    assert_eq!(read.charge_permission_id(), Some(&Id::Valid(charge_permission_id!("B01-0000000-0000000"))));
    assert_eq!(read.notification_type(), &NotificationType::AttributeChange);
    assert_eq!(read.notification_id(), Some("2b7a0f1e-6d5c-4b3a-9e8d-7c6b5a493827"));
    assert_eq!(read.notification_version(), "V2");
}

#[test]
fn every_change_of_a_charge_permission_is_one_to_fetch() {
    let id = charge_permission_id!("B01-0000000-0000000");
    for notification_type in ["STATE_CHANGE", "ATTRIBUTE_CHANGE", "SOMETHING_NEW", ""] {
        let read = notification(&with("NotificationType", notification_type));
        assert!(read.is_charge_permission_change());
        assert_eq!(read.charge_permission_to_fetch(), Some(&id), "{notification_type}");
    }
}

#[test]
fn another_object_is_none_to_fetch() {
    for object_type in ["CHARGE", "REFUND", "CHARGEBACK", "SOMETHING_NEW", "charge_permission"] {
        let read = notification(&with("ObjectType", object_type));
        assert!(!read.is_charge_permission_change(), "{object_type}");
        assert_eq!(read.charge_permission_to_fetch(), None, "{object_type}");
        assert!(read.charge_permission_id().is_some_and(|id| id.valid().is_some()));
    }
}

#[test]
fn the_object_that_changed_is_fetched_and_not_the_one_it_belongs_to() {
    let read = notification(&with("ChargePermissionId", "S01-1111111-1111111"));
    assert_eq!(read.charge_permission_to_fetch(), Some(&charge_permission_id!("B01-0000000-0000000")));
    let read = notification(&with("ObjectId", "new-form"));
    assert_eq!(read.charge_permission_to_fetch(), None);
}

#[test]
fn ids_of_another_form_are_kept() {
    let read = notification(&with("ObjectId", "new-form"));
    assert_eq!((read.object_id(), read.is_charge_permission_change()), ("new-form", true));

    let read = notification(&with("MerchantID", "m-1"));
    assert_eq!(read.merchant_id(), &Id::Other("m-1".to_owned()));
    assert_eq!((read.merchant_id().as_str(), read.merchant_id().valid()), ("m-1", None));

    let read = notification(&with("ChargePermissionId", "new-form"));
    assert_eq!(read.charge_permission_id().map(Id::as_str), Some("new-form"));
}

#[test]
fn documented_types_have_their_texts() {
    let objects =
        [ObjectType::ChargePermission, ObjectType::Charge, ObjectType::Refund, ObjectType::Chargeback];
    for (object, text) in objects.into_iter().zip(["CHARGE_PERMISSION", "CHARGE", "REFUND", "CHARGEBACK"]) {
        assert_eq!((ObjectType::from(text), object.as_str()), (object.clone(), text));
        assert_eq!(object.to_string(), text);
    }
    let types = [NotificationType::StateChange, NotificationType::AttributeChange];
    for (notification_type, text) in types.into_iter().zip(["STATE_CHANGE", "ATTRIBUTE_CHANGE"]) {
        assert_eq!(
            (NotificationType::from(text), notification_type.as_str()),
            (notification_type.clone(), text)
        );
    }
}

#[test]
fn unknown_members_are_passed_over_however_often_they_come() {
    let message = with("Sandbox", json!({ "deep": [1, 2.5, null] }));
    let twice = message.replacen('{', r#"{"Sandbox":1,"Sandbox":2,"#, 1);
    assert_eq!(notification(&message), notification(&Value::from(sample()).to_string()));
    assert_eq!(notification(&twice), notification(&message));
}

#[test]
fn both_spellings_at_once_must_agree() {
    for (member, value) in MEMBERS.into_iter().zip(VALUES) {
        for spelling in [lower_camel(member), member.to_owned(), member.to_ascii_uppercase()] {
            let message = Value::from(sample()).to_string();
            let agreeing = message.replacen('{', &format!(r#"{{"{spelling}":"{value}","#), 1);
            assert_eq!(notification(&agreeing), notification(&message), "{agreeing}");
            let differing = message.replacen('{', &format!(r#"{{"{spelling}":"x","#), 1);
            assert_other(&differing, OtherReason::Contradiction { member });
        }
    }
}

#[test]
fn what_is_needed_must_be_there_and_the_rest_need_not() {
    for member in MEMBERS {
        for message in [without(member), with(member, Value::Null)] {
            match member {
                "ChargePermissionId" => assert_eq!(notification(&message).charge_permission_id(), None),
                "NotificationId" => assert_eq!(notification(&message).notification_id(), None),
                _ => assert_other(&message, OtherReason::MissingMember { member }),
            }
        }
    }
}

#[test]
fn a_member_that_is_not_a_string_is_never_guessed_at() {
    for member in MEMBERS {
        for value in [json!(1), json!(true), json!([]), json!({}), json!(["V2"])] {
            assert_other(&with(member, value), OtherReason::NotAString { member });
        }
    }
}

#[test]
fn a_legacy_notification_comes_back_as_text() {
    let legacy = json!({
        "NotificationReferenceId": "1111111-1111-11111-1111-11111EXAMPLE",
        "NotificationType": "BillingAgreementNotification",
        "SellerId": "A3LVSV45M75151",
        "ReleaseEnvironment": "Sandbox",
        "Version": "2013-01-01",
        "NotificationData": "<?xml version=\"1.0\" encoding=\"UTF-8\"?><BillingAgreementNotification/>",
    });
    assert_other(&legacy.to_string(), OtherReason::Legacy);

    let mut both = sample();
    both.insert("NotificationData".to_owned(), json!("<xml/>"));
    notification(&Value::from(both).to_string());
}

#[test]
fn what_is_not_amazon_pays_comes_back_as_text() {
    for text in ["", "You have chosen to subscribe", "<xml/>", "{", "{} {}", r#"{"a":"\ud800"}"#] {
        assert_other(text, OtherReason::NotJson);
    }
    assert_other(&("[".repeat(100_000) + &"]".repeat(100_000)), OtherReason::NotJson);
    for text in ["null", "1", "\"V2\"", "[]", "[{}]"] {
        assert_other(text, OtherReason::NotAnObject);
    }
    assert_other("{}", OtherReason::MissingMember { member: "NotificationVersion" });
}

#[test]
fn debug_and_the_reason_do_not_show_the_text() {
    let legacy = r#"{"NotificationData":"Jane Roe, 1 Main Street"}"#;
    let shown = format!("{0:?} {1} {1:?}", body(legacy), other(legacy).reason());
    assert!(!shown.contains("Jane"), "{shown}");
}

/// JSON texts near to those of Amazon Pay, and far from them.
fn near_misses() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        proptest::sample::select(MEMBERS.to_vec()).prop_map(str::to_owned),
        proptest::sample::select(MEMBERS.to_vec()).prop_map(lower_camel),
        Just("NotificationData".to_owned()),
        ".{0,8}",
    ];
    let value = prop_oneof![
        6 => proptest::sample::select(VALUES.to_vec()).prop_map(|value| json!(value)),
        2 => ".{0,12}".prop_map(Value::from),
        1 => Just(Value::Null),
        1 => any::<f64>().prop_map(Value::from),
        1 => Just(json!([{ "a": [] }])),
    ];
    proptest::collection::vec((name, value), 0..12).prop_map(|members| {
        let members: Vec<_> =
            members.iter().map(|(name, value)| format!("{}:{value}", json!(name))).collect();
        format!("{{{}}}", members.join(","))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_one_or_the_other(text in prop_oneof![".*", near_misses()]) {
        if let NotificationBody::Other(other) = body(&text) {
            prop_assert_eq!(other.text(), text);
        }
    }

    #[test]
    fn both_spellings_read_the_same(values in proptest::collection::vec(".{0,20}", 7)) {
        let upper: Map<_, _> =
            MEMBERS.iter().zip(&values).map(|(member, value)| ((*member).to_owned(), json!(value))).collect();
        let lower: Map<_, _> = upper.iter().map(|(member, value)| (lower_camel(member), value.clone())).collect();
        prop_assert_ne!(&upper, &lower);
        prop_assert_eq!(
            notification(&Value::from(upper).to_string()),
            notification(&Value::from(lower).to_string())
        );
    }

    #[test]
    fn no_text_of_a_notification_is_lost(values in proptest::collection::vec(".{0,20}", 7)) {
        let members: Map<_, _> =
            MEMBERS.iter().zip(&values).map(|(member, value)| ((*member).to_owned(), json!(value))).collect();
        let read = notification(&Value::from(members).to_string());
        let texts = [
            read.merchant_id().as_str(),
            read.object_type().as_str(),
            read.object_id(),
            read.charge_permission_id().map(Id::as_str).expect("it is there"),
            read.notification_type().as_str(),
            read.notification_id().expect("it is there"),
            read.notification_version(),
        ];
        prop_assert_eq!(texts.as_slice(), values);
    }

    #[test]
    fn open_values_give_back_their_text(text in prop_oneof![".*", "[A-Z_]{1,20}"]) {
        let (object, notification_type) =
            (ObjectType::from(text.as_str()), NotificationType::from(text.as_str()));
        prop_assert_eq!((object.as_str(), notification_type.as_str()), (text.as_str(), text.as_str()));
    }
}
