//! An account from configuration: JSON, TOML, and as a part of something larger.

mod signing_support;

use amazonpay_update::config::{AccountConfig, ConfigError};
use amazonpay_update::region::RegionName;
use amazonpay_update::rules::Rule;
use amazonpay_update::signing::Algorithm;
use amazonpay_update::{Eu, Us};
use serde_json::{Value, json};
use signing_support::{Keys, key_pair};

fn right() -> Value {
    json!({
        "region": "eu",
        "environment": "sandbox",
        "merchant_id": "A3LVSV45M75151",
        "public_key_id": "SANDBOX-AEXAMPLEKEYID",
        "key": key_pair().0,
    })
}

/// A configuration with one member set, or removed when it is null.
fn with(member: &str, value: Value) -> Result<AccountConfig, ConfigError> {
    let mut config = right();
    if value.is_null() {
        config.as_object_mut().unwrap().remove(member);
    } else {
        config[member] = value;
    }
    AccountConfig::from_json(&config.to_string())
}

#[test]
fn each_region_gives_its_account() {
    for region in RegionName::ALL {
        let account = with("region", json!(region.as_str())).unwrap().any_account().unwrap();
        assert_eq!(account.region(), *region);
    }
    let config = with("algorithm", json!("AMZN-PAY-RSASSA-PSS")).unwrap();
    assert_eq!(config.account::<Eu>().unwrap().algorithm(), Algorithm::Pss);
    let other = config.account::<Us>().unwrap_err().to_string();
    assert_eq!(
        other,
        "the configuration is for the region `eu`, and `us` is needed: use the configuration for `us`"
    );
}

#[test]
fn a_key_file_is_read_when_the_account_is_made() {
    let keys = Keys::new();
    let path = keys.write("private.pem", &key_pair().0);
    let mut config = right();
    config.as_object_mut().unwrap().remove("key");
    config["key_file"] = json!(path);
    assert!(AccountConfig::from_json(&config.to_string()).unwrap().account::<Eu>().is_ok());
    config["key_file"] = json!("no-such-file.pem");
    let missing = AccountConfig::from_json(&config.to_string()).unwrap().account::<Eu>().unwrap_err();
    assert!(matches!(missing, ConfigError::Key { ref member, .. } if member == "key_file"), "{missing:?}");
}

#[test]
fn an_error_names_the_member_and_the_remedy() {
    for (member, value, words) in [
        ("region", json!("de"), "`region`: no such region: write `us`"),
        ("region", json!(1), "`region` must be a text"),
        ("environment", json!(null), "`environment` is missing: set it to `sandbox` or `live`"),
        ("environment", json!("live"), "`public_key_id`: `publicKeyId` begins with"),
        ("merchant_id", json!("a"), "`merchant_id`: `merchantId` must be"),
        ("key_file", json!("x"), "`key` and `key_file` are both set"),
        ("key", json!(null), "`key_file` is missing"),
        ("publc_key_id", json!("x"), "did you mean `public_key_id`?"),
    ] {
        let error = with(member, value).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
    let contradiction = with("environment", json!("live")).unwrap_err();
    assert_eq!(contradiction.rule(), Some(Rule::KeyEnvironmentContradiction));
    let twice = AccountConfig::from_json(r#"{"region": "us", "region": "eu"}"#).unwrap_err();
    assert_eq!(twice.rule(), Some(Rule::DuplicateKey));
    assert!(matches!(AccountConfig::from_json("[]"), Err(ConfigError::NotAnObject)));
    assert_eq!(AccountConfig::from_json("{").unwrap_err().rule(), Some(Rule::NotJson));
}

/// The error of the right configuration with one member under another name, and with another value if there is one.
fn renamed(member: &str, name: &str, value: Option<Value>) -> String {
    let mut config = right();
    let before = config.as_object_mut().unwrap().remove(member).unwrap();
    config[name] = value.unwrap_or(before);
    AccountConfig::from_json(&config.to_string()).unwrap_err().to_string()
}

#[test]
fn a_wrong_name_is_named_before_the_member_that_is_missing() {
    let path = || Some(json!("private.pem"));
    for (member, name, value, meant) in [
        ("region", "regoin", None, "did you mean `region`?"),
        ("merchant_id", "merchantId", None, "did you mean `merchant_id`?"),
        ("merchant_id", "merchant-id", None, "did you mean `merchant_id`?"),
        ("public_key_id", "public-key-id", None, "did you mean `public_key_id`?"),
        // The value says whether the path or the text is meant.
        ("key", "keyfile", path(), "did you mean `key_file`?"),
        ("key", "keyfile", None, "did you mean `key`?"),
        ("key", "private_key", None, "did you mean `key`? Set it to the PEM text of the private key"),
        (
            "key",
            "privateKey",
            path(),
            "did you mean `key_file`? Set it to the path of the private key's PEM file",
        ),
        (
            "environment",
            "sandbox",
            Some(json!(true)),
            "did you mean `environment`? Set it to `sandbox` or `live`",
        ),
        ("environment", "env", None, "did you mean `environment`? Set it to `sandbox` or `live`"),
        ("region", "colour", None, "remove it, or write one of `region`, `environment`, "),
    ] {
        let error = renamed(member, name, value);
        let words = format!("`{name}` is not a member of an account's configuration: {meant}");
        assert!(error.starts_with(&words), "{error}");
        assert!(!error.contains("PRIVATE KEY"), "{error}");
    }
    let url = with("checkout_result_return_url", json!("https://a.com/")).unwrap_err().to_string();
    assert!(url.contains("did you mean `return_url`? Set it to the URL"), "{url}");
}

#[test]
fn a_table_around_the_members_is_named() {
    let words = "`amazon_pay` is not a member of an account's configuration: if the account's members are in it, move \
                 them to the top, or pass only that table; otherwise remove it";
    let nested = json!({ "amazon_pay": right() });
    assert_eq!(AccountConfig::from_json(&nested.to_string()).unwrap_err().to_string(), words);
    let part = serde_json::from_value::<AccountConfig>(nested).unwrap_err();
    assert_eq!(part.to_string(), words);
    #[cfg(feature = "toml")]
    {
        let toml = AccountConfig::from_toml("[amazon_pay]\nregion = \"us\"\n").unwrap_err();
        assert_eq!(toml.to_string(), words);
    }
}

#[test]
fn the_text_of_the_key_and_the_path_of_its_file_are_not_confused() {
    let path = with("key", json!("/run/secrets/amazon-pay.pem")).unwrap_err();
    assert!(matches!(path, ConfigError::NoTextInKey { .. }), "{path:?}");
    assert_eq!(
        path.to_string(),
        "`key` takes the PEM text of a key, and its value is not PEM: to read the key from a file, set `key_file` to the path"
    );
    let mut config = right();
    let key = config.as_object_mut().unwrap().remove("key").unwrap();
    config["key_file"] = key;
    let text = AccountConfig::from_json(&config.to_string()).unwrap_err();
    assert!(matches!(text, ConfigError::TextInKeyFile { .. }), "{text:?}");
    assert_eq!(
        text.to_string(),
        "`key_file` takes the path of a file, and this is the text of a key: set `key` to the text"
    );
    // Base64 on one line is a key without its form, and no path.
    assert!(with("key", json!("q83vEjRWeJq83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8BI0Vnia")).is_ok());
}

#[test]
fn neither_debug_nor_an_error_shows_the_key() {
    let secret = &key_pair().0;
    let secrets: Vec<&str> = secret.lines().filter(|line| !line.starts_with("-----")).collect();
    let damaged = secret.replace("-----BEGIN PRIVATE KEY-----", "");
    let mut said = vec![format!("{:?}", with("key", json!(secret)).unwrap())];
    for error in [
        with("key", json!(damaged)).unwrap().account::<Eu>().unwrap_err(),
        with("region", json!(secret)).unwrap_err(),
        with("merchant_id", json!(secret)).unwrap_err(),
        with("key_file", json!(secret)).unwrap_err(),
        AccountConfig::from_json(secret).unwrap_err(),
    ] {
        said.push(format!("{error} {error:?}"));
    }
    for line in secrets {
        assert!(said.iter().all(|text| !text.contains(line)), "{said:?}");
    }
}

#[test]
fn it_is_a_part_of_a_larger_configuration() {
    use serde::Deserialize;

    let value = right();
    let config = AccountConfig::deserialize(&value).unwrap();
    assert_eq!(config.region(), RegionName::Eu);
    let mut wrong = right();
    wrong["region"] = json!("xx");
    let error = AccountConfig::deserialize(&wrong).unwrap_err().to_string();
    assert!(error.contains("`region`: no such region"), "{error}");
}

#[cfg(feature = "toml")]
#[test]
fn toml_is_read_alike() {
    let toml = |key: &str| {
        format!(
            "region = \"eu\"\nenvironment = \"sandbox\"\nmerchant_id = \"A3LVSV45M75151\"\n\
             public_key_id = \"SANDBOX-AEXAMPLEKEYID\"\nkey = {key}\n"
        )
    };
    let right = toml(&format!("'''{}'''", key_pair().0));
    assert!(AccountConfig::from_toml(&right).unwrap().account::<Eu>().is_ok());
    let unquoted = AccountConfig::from_toml(&toml("unquoted")).unwrap_err();
    assert_eq!(unquoted.to_string(), "the text is not valid TOML: correct line 5");
    let bare = format!("{:?}", AccountConfig::from_toml(&toml(&key_pair().0)).unwrap_err());
    assert!(key_pair().0.lines().all(|line| !bare.contains(line)), "{bare}");
    let number = AccountConfig::from_toml("region = 1").unwrap_err();
    assert!(number.to_string().contains("`region` must be a text"), "{number}");
    assert!(AccountConfig::from_toml("region = \"us\"\nregion = \"eu\"").is_err());
}

#[test]
fn a_larger_configuration_is_read_as_strictly_and_repeats_no_value() {
    #[derive(Debug, serde::Deserialize)]
    struct Shop {
        #[expect(dead_code, reason = "only read")]
        pay: AccountConfig,
    }
    let key = &key_pair().0;
    for (pay, words) in [
        (json!(key).to_string(), "must be a JSON object"),
        (json!({ "key": [key] }).to_string(), "`key`"),
        (json!({ "key": { "pem": key } }).to_string(), "`key`"),
        (format!("{{\"key\": {}, \"key\": \"\"}}", json!(key)), "`key` stands there twice"),
        (json!({ "region": 5 }).to_string(), "`region`"),
    ] {
        let error = serde_json::from_str::<Shop>(&format!("{{\"pay\": {pay}}}")).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
        assert!(!error.contains("PRIVATE KEY"), "{error}");
    }
}
