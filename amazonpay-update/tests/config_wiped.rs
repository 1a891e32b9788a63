//! A key from configuration is gone from memory once the configuration and its account are dropped: another
//! process looks for it.
//!
//! With AWS-LC, for the reason that `signing_wiped.rs` gives.
#![cfg(target_os = "linux")]

mod memory_support;
mod signing_support;

use amazonpay_update::Us;
use amazonpay_update::config::AccountConfig;
use memory_support::{Form, assert_never_kept, assert_wiped, hold};
use serde_json::Value;
use signing_support::Keys;
use zeroize::Zeroizing;

/// The configuration of a file, which ends in `.json` or `.toml`, and the account made of it.
#[test]
fn the_holder() {
    let read = |path: &std::path::Path| {
        // One buffer of the right size, which is wiped: it is the caller's.
        let text = Zeroizing::new(std::fs::read_to_string(path).expect("a configuration"));
        let config = match path.extension().and_then(|extension| extension.to_str()) {
            Some("json") => AccountConfig::from_json(&text),
            #[cfg(feature = "toml")]
            Some("toml") => AccountConfig::from_toml(&text),
            other => panic!("{other:?}"),
        };
        let Ok(config) = config else { return None };
        let account = config.account::<Us>().expect("an account");
        Some((config, account))
    };
    hold(read, || {});
}

/// Lines of the PEM text, from its beginning to its end.
fn forms(pem: &str) -> Vec<Form> {
    let lines = pem.lines().filter(|line| line.len() == 64).step_by(6);
    lines.map(|line| ("a line of the PEM text", line.as_bytes().to_vec())).collect()
}

fn members(pem: &str) -> Value {
    serde_json::json!({
        "region": "us",
        "environment": "sandbox",
        "merchant_id": "A3LVSV45M75151",
        "public_key_id": "SANDBOX-AEXAMPLEKEYID",
        "key": pem,
    })
}

#[test]
fn nothing_of_a_key_in_json_stays_in_memory() {
    let keys = Keys::new();
    let pem = keys.rsa("private.pem", 2048);
    let plain = members(&pem).to_string();
    let escaped = plain.replace('/', "\\/").replace('+', "\\u002b").replace("\\n", "\\r\\n");
    for text in [&plain, &escaped] {
        let path = keys.write("config.json", text);
        assert_wiped(&path, &forms(&pem));
    }
}

#[test]
fn nothing_of_a_key_in_a_json_text_that_is_refused_stays_in_memory() {
    let keys = Keys::new();
    let pem = keys.rsa("private.pem", 2048);
    let plain = members(&pem).to_string();
    for text in [
        plain.replace('}', ",\"a\":1}"),
        plain.replace('}', ",\"a\":\"b\"}"),
        plain.replace('}', ",\"region\":\"eu\"}"),
        plain.replace("\"us\"", "5"),
        format!("{{\"pay\":{plain}}}"),
        format!("[{plain}]"),
        plain.replace('}', ""),
    ] {
        let path = keys.write("config.json", text);
        assert_never_kept(&path, &forms(&pem));
    }
}

#[cfg(feature = "toml")]
#[test]
fn nothing_of_a_key_in_toml_stays_in_memory() {
    let keys = Keys::new();
    let pem = keys.rsa("private.pem", 2048);
    let rest = rest();
    for key in [
        format!("'''\n{pem}'''"),
        format!("\"\"\"\n{pem}\"\"\""),
        serde_json::json!(pem).to_string(),
        serde_json::json!(pem).to_string().replace('+', "\\u002b"),
    ] {
        let path = keys.write("config.toml", format!("{rest}key = {key}\n"));
        assert_wiped(&path, &forms(&pem));
    }
}

#[cfg(feature = "toml")]
#[test]
fn nothing_of_a_key_in_a_toml_text_that_is_refused_stays_in_memory() {
    let keys = Keys::new();
    let pem = keys.rsa("private.pem", 2048);
    let (rest, key) = (rest(), format!("key = {}\n", serde_json::json!(pem)));
    for text in [
        format!("{key}{}", rest.replace("\"us\"", "5")),
        format!("{rest}{key}z = 1\n"),
        format!("{rest}[pay]\n{key}"),
        format!("{rest}key = [{}]\n", serde_json::json!(pem)),
    ] {
        let path = keys.write("config.toml", text);
        assert_never_kept(&path, &forms(&pem));
    }
}

/// All but the key, as TOML.
#[cfg(feature = "toml")]
fn rest() -> String {
    let members = members("");
    let members = members.as_object().expect("an object").iter();
    let lines = members.filter(|(name, _)| *name != "key").map(|(name, value)| format!("{name} = {value}"));
    lines.collect::<Vec<_>>().join("\n") + "\n"
}
