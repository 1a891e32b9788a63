//! Every id, word and choice is a text in the same ways: from a database, a form, JSON.

use amazonpay_update::button::{EntryPoint, Nonce, Placement, StandInOrigin};
use amazonpay_update::payload::{Change, NeededProductType, StoredPermission};
use amazonpay_update::region::{Language, RegionName};
use amazonpay_update::signing::Algorithm;
use amazonpay_update::{
    CancelUrl, ChargePermissionId, CheckoutSessionId, CountryCode, CustomInformation, Environment, Eu,
    MerchantId, MerchantReferenceId, MerchantStoreName, NoteToBuyer, PublicKeyId, ReturnUrl, Scope,
    SpecialRestriction, StateOrRegion, StoreId, UnknownWord, ZipPattern,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::error::Error;
use std::fmt::{Debug, Display};
use std::str::FromStr;

/// What each of them is.
trait Text:
    Into<String> + AsRef<str> + Display + Debug + Serialize + DeserializeOwned + Clone + PartialEq
{
}

impl<T> Text for T where
    T: Into<String> + AsRef<str> + Display + Debug + Serialize + DeserializeOwned + Clone + PartialEq
{
}

/// A text becomes a value in every way there is, and the value becomes the text again.
fn is_a_text<T>(text: &str)
where
    T: Text
        + FromStr<Err: Error + Send + Sync + 'static>
        + TryFrom<String, Error: Error + Send + Sync + 'static>
        + for<'a> TryFrom<&'a str, Error: Display>,
{
    let Ok(value) = text.parse::<T>() else { panic!("{text:?} is none") };
    assert!(T::try_from(text.to_owned()).is_ok_and(|other| other == value), "{text}");
    assert!(T::try_from(text).is_ok_and(|other| other == value), "{text}");
    assert_eq!(value.as_ref(), text);
    assert_eq!(value.to_string(), text);
    assert_eq!(format!("{value:>60}").trim_start(), text, "a width is kept");
    let json = serde_json::to_value(&value).expect("a text");
    assert_eq!(json, text);
    assert_eq!(serde_json::from_value::<T>(json).expect("the same"), value);
    assert_eq!(value.into(), text.to_owned());
}

fn is_each_word<T>(all: &[T])
where
    T: Text
        + FromStr<Err = UnknownWord>
        + TryFrom<String, Error = UnknownWord>
        + for<'a> TryFrom<&'a str, Error = UnknownWord>,
{
    let error = T::try_from("none of them".to_owned()).expect_err("no word");
    for word in all {
        is_a_text::<T>(word.as_ref());
        assert!(error.to_string().contains(&format!("`{word}`")), "{error} names {word}");
    }
    assert_eq!(error.words().len(), all.len());
    assert!(!error.to_string().contains("none of them"), "{error}");
}

#[test]
fn words_and_choices_are_texts() {
    is_each_word(RegionName::ALL);
    is_each_word(Environment::ALL);
    is_each_word(Algorithm::ALL);
    is_each_word(NeededProductType::ALL);
    is_each_word(StoredPermission::ALL);
    is_each_word(Change::ALL);
    is_each_word(EntryPoint::ALL);
    is_each_word(Placement::ALL);
    is_a_text::<Language<Eu>>("de_DE");
    let refused = Language::<Eu>::try_from("ja_JP".to_owned()).expect_err("not in the EU").to_string();
    assert!(refused.contains("`en_GB`, `de_DE`"), "{refused}");
}

#[test]
fn ids_and_values_are_texts() {
    is_a_text::<StoreId>("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId");
    is_a_text::<ChargePermissionId>("B01-0000000-0000000");
    is_a_text::<MerchantId>("A3LVSV45M75151");
    is_a_text::<PublicKeyId>("SANDBOX-AEXAMPLEKEYID");
    is_a_text::<CheckoutSessionId>("acf951ea-32ee-4dea-916b-2caa9b218e4a");
    is_a_text::<ReturnUrl>("https://a.com/result");
    is_a_text::<CancelUrl>("https://a.com/account");
    is_a_text::<Scope>("email");
    is_a_text::<CountryCode>("JP");
    is_a_text::<StateOrRegion>("US-WA");
    is_a_text::<ZipPattern>("950??");
    is_a_text::<SpecialRestriction>("RestrictPOBoxes");
    is_a_text::<MerchantReferenceId>("4711");
    is_a_text::<MerchantStoreName>("Example Store");
    is_a_text::<NoteToBuyer>("Hello.");
    is_a_text::<CustomInformation>("anything");
    is_a_text::<StandInOrigin>("http://127.0.0.1:8444");
    is_a_text::<Nonce>("4AEemGb0xJptoIGFP3Nd");
}

#[cfg(feature = "session")]
#[test]
fn what_the_api_says_is_a_text() {
    use amazonpay_update::session::{
        ChargePermissionReason, ChargePermissionState, ChargePermissionStep, CheckoutSessionReason,
        CheckoutSessionState, IdempotencyKey, ReasonCode, Timestamp,
    };

    use std::convert::Infallible;

    fn is_open<T>(known: &[T])
    where
        T: Text + From<String> + for<'a> From<&'a str> + FromStr<Err = Infallible>,
    {
        for word in known.iter().map(AsRef::as_ref).chain(["AddedLater"]) {
            is_a_text::<T>(word);
        }
    }
    is_open(CheckoutSessionState::KNOWN);
    is_open(CheckoutSessionReason::KNOWN);
    is_open(ChargePermissionState::KNOWN);
    is_open(ChargePermissionReason::KNOWN);
    is_open(ReasonCode::KNOWN);
    is_each_word(ChargePermissionStep::ALL);
    is_a_text::<IdempotencyKey>("0123456789abcdef");
    is_a_text::<Timestamp>("20211215T152829Z");
}

#[cfg(feature = "ipn")]
#[test]
fn what_a_notification_says_is_a_text() {
    use amazonpay_update::ipn::{Id, NotificationType, ObjectType, TopicArn};

    for word in ObjectType::KNOWN.iter().map(AsRef::as_ref).chain(["ADDED_LATER"]) {
        is_a_text::<ObjectType>(word);
    }
    for word in NotificationType::KNOWN.iter().map(AsRef::as_ref).chain(["ADDED_LATER"]) {
        is_a_text::<NotificationType>(word);
    }
    is_a_text::<TopicArn>("arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151");
    is_a_text::<Id<MerchantId>>("A3LVSV45M75151");
    is_a_text::<Id<MerchantId>>("of another form");
}

#[test]
fn a_row_of_a_database_is_read_by_one_attribute() {
    type Row = (Column<RegionName>, Column<NeededProductType>, Column<StoredPermission>, Column<Placement>);

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(try_from = "String")]
    struct Column<T>(T)
    where
        T: TryFrom<String, Error: Display>;

    impl<T: TryFrom<String, Error: Display>> TryFrom<String> for Column<T> {
        type Error = T::Error;

        fn try_from(text: String) -> Result<Self, Self::Error> {
            text.try_into().map(Column)
        }
    }
    let row = r#"["uk", "PayOnly", "WithAddress", "Cart"]"#;
    let (region, needed, stored, placement): Row = serde_json::from_str(row).expect("four words");
    assert_eq!((region.0, needed.0), (RegionName::Uk, NeededProductType::PayOnly));
    assert_eq!((stored.0, placement.0), (StoredPermission::WithAddress, Placement::Cart));
    let error = serde_json::from_str::<Column<Change>>(r#""address""#).expect_err("another spelling");
    assert!(
        error.to_string().starts_with("no such change: write `Address`, `PaymentMethod` or `AddAddress`")
    );
}

#[test]
fn each_random_nonce_is_another_one() {
    let nonces: std::collections::BTreeSet<String> = (0..1000).map(|_| Nonce::random().to_string()).collect();
    assert_eq!(nonces.len(), 1000);
    for nonce in &nonces {
        assert!(nonce.len() >= 22, "{nonce}: 16 bytes at least");
        assert!(nonce.parse::<Nonce>().is_ok_and(|parsed| parsed.as_str() == nonce), "{nonce}");
        assert!(!format!("{:?}", nonce.parse::<Nonce>()).contains(nonce.as_str()), "{nonce}");
    }
}
