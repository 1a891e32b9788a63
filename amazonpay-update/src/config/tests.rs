//! An account of environment variables.

use super::*;
use serde::de::IntoDeserializer;
use std::collections::BTreeMap;

const RIGHT: &[(&str, &str)] = &[
    ("SHOP_REGION", "UK"),
    ("SHOP_ENVIRONMENT", "live"),
    ("SHOP_MERCHANT_ID", "A3LVSV45M75151"),
    ("SHOP_PUBLIC_KEY_ID", "LIVE-AEXAMPLEKEYID"),
    ("SHOP_KEY_FILE", "private.pem"),
    ("SHOPS", "another program's"),
];

fn read(changed: &str, value: Option<&str>) -> Result<AccountConfig, String> {
    let mut variables: BTreeMap<&str, &str> = RIGHT.iter().copied().collect();
    match value {
        Some(value) => variables.insert(changed, value),
        None => variables.remove(changed),
    };
    AccountConfig::from_vars("SHOP", variables).map_err(|error| error.to_string())
}

#[test]
fn variables_with_the_prefix_are_read() {
    let config = read("SHOP_ALGORITHM", Some("AMZN-PAY-RSASSA-PSS")).expect("all is there");
    assert_eq!(config.region(), RegionName::Uk);
    assert!(config.environment().is_live());
    assert_eq!(config.algorithm, Algorithm::Pss);
}

#[test]
fn the_store_and_its_page_may_be_there() {
    let neither = read("SHOP_ALGORITHM", Some("")).expect("all is there");
    assert_eq!((neither.store_id(), neither.return_url()), (None, None));
    let id = "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId";
    let store = read("SHOP_STORE_ID", Some(id)).expect("all is there");
    assert_eq!(store.store_id().map(StoreId::as_str), Some(id));
    let page = read("SHOP_RETURN_URL", Some("https://a.com/result")).expect("all is there");
    assert_eq!(page.return_url().map(ReturnUrl::as_str), Some("https://a.com/result"));
}

#[test]
fn another_account_may_have_a_longer_prefix() {
    for name in ["SHOP_US_KEY_FILE", "SHOP_US_KEYFLE", "SHOP_2_REGION"] {
        assert!(read(name, Some("x")).is_ok(), "{name}");
    }
    let with_region = RIGHT.iter().copied().chain([("SHOP_2_REGION", "us"), ("SHOP_2_KEYFLE", "x")]);
    assert!(AccountConfig::from_vars("SHOP", with_region.clone()).is_ok());
    let refused = AccountConfig::from_vars("SHOP_2", with_region).expect_err("it is read there");
    assert!(refused.to_string().starts_with("`SHOP_2_KEYFLE` is not a member"), "{refused}");
    // A member of the account itself stays one.
    let file = RIGHT.iter().copied().chain([("SHOP_KEY_REGION", "us")]);
    assert!(AccountConfig::from_vars("SHOP", file).is_ok());
}

#[test]
fn an_account_that_may_be_missing_is_there_whole_or_not_at_all() {
    let read = |variables: &[(&str, &str)]| {
        let members = Members::from_variables("OLD", variables.iter().copied())?;
        AccountConfig::of_set(members).map(|config| config.is_some())
    };
    assert_eq!(read(&[("OLD_REGION", ""), ("OLDER_REGION", "us")]).ok(), Some(false));
    let half = read(&[("OLD_KEY_FILE", "x")]).expect_err("the rest is missing").to_string();
    assert!(half.starts_with("`OLD_REGION` is missing"), "{half}");
}

#[test]
fn an_error_names_the_variable_and_the_remedy() {
    for (variable, value, words) in [
        ("SHOP_REGION", None, "`SHOP_REGION` is missing: set it to `us`, `eu`, `uk` or `jp`"),
        ("SHOP_REGION", Some("de"), "`SHOP_REGION`: no such region: write `us`"),
        ("SHOP_ENVIRONMENT", Some("prod"), "`SHOP_ENVIRONMENT`: no such environment: write `sandbox`"),
        ("SHOP_ENVIRONMENT", Some("sandbox"), "`SHOP_PUBLIC_KEY_ID`: `publicKeyId` begins with"),
        ("SHOP_MERCHANT_ID", Some("x"), "`SHOP_MERCHANT_ID`: `merchantId` must be"),
        ("SHOP_ALGORITHM", Some("V2"), "`SHOP_ALGORITHM`: no such algorithm: write `AMZN"),
        ("SHOP_KEY", Some("-----BEGIN"), "`SHOP_KEY` and `SHOP_KEY_FILE` are both set"),
        ("SHOP_KEY_FILE", None, "`SHOP_KEY_FILE` is missing: set it to the path"),
        (
            "SHOP_KEYFLE",
            Some("x"),
            "`SHOP_KEYFLE` is not a member of an account's configuration: did you mean `SHOP_KEY_FILE`?",
        ),
        ("SHOP_COLOUR", Some("x"), "remove it, or write one of `SHOP_REGION`, "),
        ("SHOP_STORE_ID", Some("x"), "`SHOP_STORE_ID`: `storeId` must be"),
        ("SHOP_RETURN_URL", Some("a.com"), "`SHOP_RETURN_URL`: "),
        // Names are in capitals; another spelling sets nothing, and says so.
        (
            "SHOP_region",
            Some("us"),
            "`SHOP_region` is not a member of an account's configuration: did you mean `SHOP_REGION`?",
        ),
        ("SHOP_LIVE_MERCHANT_ID", Some("x"), "if it is another account's, set that account's region, too"),
        (
            "SHOP_LIVE_MERCHANT_ID",
            Some("x"),
            "did you mean `SHOP_MERCHANT_ID`? Set it to the merchant id from Seller Central; if it is another",
        ),
        // It ends like a member, and would be without effect.
        ("SHOP_SIGNATURE_ALGORITHM", Some("x"), "did you mean `SHOP_ALGORITHM`?"),
        ("SHOP_ENV", Some("live"), "did you mean `SHOP_ENVIRONMENT`? Set it to `sandbox` or `live`"),
        ("SHOP_2_KEY_FILE", Some("x"), "`SHOP_2_KEY_FILE` is not a member"),
    ] {
        let error = read(variable, value).expect_err(variable);
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn a_prefix_has_no_underscore_of_its_own() {
    for prefix in ["", "_", "SHOP_", "SHOP__"] {
        let refused = AccountConfig::from_vars(prefix, RIGHT.iter().copied()).expect_err(prefix);
        assert!(matches!(&refused, ConfigError::Prefix { prefix: named } if named == prefix), "{refused}");
        assert!(
            refused.to_string().ends_with("write a name without `_` at its end, as in `AMAZON_PAY`"),
            "{refused}"
        );
    }
    let line = "q83vEjRWeJq83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8BI0Vnia_";
    let refused = AccountConfig::from_vars(line, RIGHT.iter().copied()).expect_err("it ends so");
    assert!(!refused.to_string().contains(&line[..16]), "{refused}");
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_unicode_is_not_to_be_put_in_quotes() {
    use std::os::unix::ffi::OsStringExt;

    let variables = RIGHT.iter().map(|(name, value)| {
        let bytes = if *name == "SHOP_REGION" { b"u\xFF".to_vec() } else { value.as_bytes().to_vec() };
        (*name, OsString::from_vec(bytes))
    });
    let refused = AccountConfig::from_vars("SHOP", variables).expect_err("the region is wrong");
    assert_eq!(refused.to_string(), "`SHOP_REGION` is not Unicode text: set it to its value in UTF-8");
}

#[test]
fn a_misspelled_variable_is_named_before_the_member_that_is_missing() {
    let misspelled = RIGHT.iter().map(|(name, value)| (name.replace("REGION", "REGOIN"), *value));
    let error = AccountConfig::from_vars("SHOP", misspelled).expect_err("no region").to_string();
    assert_eq!(
        error,
        "`SHOP_REGOIN` is not a member of an account's configuration: did you mean `SHOP_REGION`?"
    );
}

#[test]
fn neither_the_value_nor_the_name_of_a_variable_is_repeated_when_it_could_be_a_key() {
    let line = "q83vEjRWeJq83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8BI0Vnia";
    for name in [line, &line[..43]] {
        let error = read(&format!("SHOP_{name}"), Some("x")).expect_err("unknown");
        assert!(error.contains("is not a member of an account's configuration"), "{error}");
        assert!(!error.to_lowercase().contains(&line.to_lowercase()[..16]), "{error}");
    }
    for (variable, _) in &RIGHT[..5] {
        let said = match read(variable, Some(line)) {
            Ok(config) => format!("{config:?} {:?}", config.any_account()),
            Err(error) => error,
        };
        assert!(!said.contains(&line[..16]), "{variable}: {said}");
    }
}

#[test]
fn an_empty_variable_is_not_set_and_another_spelling_is_another_variable() {
    assert!(read("SHOP_KEY", Some("")).is_ok());
    let missing = read("SHOP_REGION", Some("")).expect_err("no region");
    assert!(missing.starts_with("`SHOP_REGION` is missing"), "{missing}");
    assert!(read("SHOP_Region", Some("us")).is_err());
}

#[test]
fn what_a_region_may_be_names_every_region() {
    for region in RegionName::ALL {
        assert!(names::REGION.value.contains(&format!("`{region}`")), "{region}");
    }
}

/// A value as some format of serde has it, and JSON has not.
struct Odd(&'static str);

impl<'de> Deserializer<'de> for Odd {
    type Error = de::value::Error;

    fn deserialize_any<V: de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self.0 {
            "none" => visitor.visit_none(),
            "some" => visitor.visit_some("us".into_deserializer()),
            "newtype" => visitor.visit_newtype_struct("us".into_deserializer()),
            "i128" => visitor.visit_i128(-5),
            "u128" => visitor.visit_u128(5),
            "bytes" => visitor.visit_bytes(b"us"),
            other => panic!("{other}"),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl IntoDeserializer<'_> for Odd {
    type Deserializer = Odd;

    fn into_deserializer(self) -> Odd {
        self
    }
}

#[test]
fn every_format_is_told_that_a_value_is_a_text() {
    for (kind, is_text) in [
        ("none", false),
        ("some", true),
        ("newtype", true),
        ("i128", false),
        ("u128", false),
        ("bytes", false),
    ] {
        let map = de::value::MapDeserializer::new([("region", Odd(kind))].into_iter());
        let said = AccountConfig::deserialize(map).expect_err("other members are missing").to_string();
        let expected =
            if is_text { "`environment` is missing" } else { "`region` must be a text: put it in quotes" };
        assert!(said.contains(expected), "{kind}: {said}");
    }
}
