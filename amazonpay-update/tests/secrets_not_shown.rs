//! A key that stands where something else belongs is repeated by nothing: neither by an error, its sources
//! and its `Debug`, nor by the `Debug` of what was made of it.

mod signing_support;

use amazonpay_update::button::{EntryPoint, Nonce};
use amazonpay_update::config::AccountConfig;
use amazonpay_update::doctor::Checkup;
use amazonpay_update::region::{Language, RegionName};
use amazonpay_update::signing::{Algorithm, AmazonMessage};
use amazonpay_update::{
    CancelUrl, ChargePermissionId, CheckedPayload, CheckoutSessionId, Environment, Eu, MerchantId,
    PublicKeyId, ReturnUrl, SigningKey, StoreId, VerifyingKey,
};
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde_json::json;
use signing_support::Keys;
use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::{Debug, Write};

/// A key as it can stand in the wrong place.
struct Form {
    name: &'static str,
    text: String,
    /// The parts of it that nobody may see.
    secrets: Vec<String>,
}

impl Form {
    fn new(name: &'static str, text: String) -> Form {
        let secret_lines = text.split(['\n', ' ', '\\']).filter(|line| !line.contains("-----"));
        let windows = |line: &str| -> Vec<String> {
            let line: Vec<char> = line.chars().collect();
            line.windows(16).map(|window| window.iter().collect()).collect()
        };
        let secrets: Vec<String> = secret_lines.flat_map(windows).collect();
        assert!(secrets.len() > 20, "{name}");
        Form { name, text, secrets }
    }

    fn all() -> Vec<Form> {
        // Keys of these tests alone. Of new ones, one line in a hundred thousand does not look like a key.
        let (rsa, ec) = (include_str!("keys/test_rsa.pem"), include_str!("keys/test_state_key.pem"));
        let keys = Keys::new();
        keys.write("rsa.pem", rsa);
        keys.run("openssl rsa -in rsa.pem -traditional -out pkcs1.pem");
        let body =
            |pem: &str| pem.lines().filter(|line| !line.contains("-----")).collect::<Vec<_>>().join("\n");
        let one_line = body(rsa).replace('\n', "");
        let der = BASE64_STANDARD.decode(&one_line).expect("Base64");
        let hex = der.iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("a string");
            hex
        });
        let some_line = rsa.lines().nth(7).expect("a line").to_owned();
        let pkcs1 = keys.read("pkcs1.pem");
        vec![
            Form::new("the block", rsa.to_owned()),
            Form::new("the block of PKCS#1", pkcs1),
            Form::new("the block of a state key", ec.to_owned()),
            Form::new("the block with the characters \\n", rsa.replace('\n', "\\n")),
            Form::new("the block with blanks", rsa.replace('\n', " ")),
            Form::new("the block as Base64", BASE64_STANDARD.encode(rsa)),
            Form::new("the block as Base64 for URLs", BASE64_URL_SAFE_NO_PAD.encode(rsa)),
            Form::new("the body", body(rsa)),
            Form::new("the body of a state key", body(ec)),
            Form::new("the body of a state key on one line", body(ec).replace('\n', "")),
            Form::new("the body with the characters \\n", body(rsa).replace('\n', "\\n")),
            Form::new("the body on one line", one_line.clone()),
            Form::new("the body for URLs", one_line.replace('+', "-").replace('/', "_").replace('=', "")),
            Form::new("the body percent-encoded", one_line.replace('+', "%2B").replace('/', "%2F")),
            Form::new("all but the first line", body(rsa).split_once('\n').expect("lines").1.to_owned()),
            Form::new("one line", some_line.clone()),
            Form::new("one line behind a path", format!("/run/secrets/{some_line}.pem")),
            Form::new("hexadecimal digits", hex),
        ]
    }

    fn is_in(&self, said: &str) -> bool {
        self.secrets.iter().any(|secret| said.contains(secret))
    }
}

/// Where which form was repeated.
#[derive(Default)]
struct Repeated(BTreeSet<String>);

impl Repeated {
    fn look(&mut self, form: &Form, place: &str, said: &str) {
        if form.is_in(said) {
            self.0.insert(format!("{} as {place}", form.name));
        }
    }
}

impl Drop for Repeated {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.0.is_empty(), "repeated: {:#?}", self.0);
        }
    }
}

/// Everything that can be printed of an outcome.
fn said<T: Debug, E: Error>(outcome: Result<T, E>) -> String {
    match outcome {
        Ok(value) => format!("{value:?} {value:#?}"),
        Err(error) => {
            let mut text = format!("{error} {error:?} {error:#?}");
            let mut source = error.source();
            while let Some(error) = source {
                write!(text, " {error} {error:?}").expect("a string");
                source = error.source();
            }
            text
        }
    }
}

type Place = (&'static str, fn(&str) -> String);

const PLACES: &[Place] = &[
    ("a private key", |text| said(SigningKey::from_pem(text))),
    ("a private key's file", |text| said(SigningKey::from_pem_file(text))),
    ("a public key", |text| said(VerifyingKey::from_pem(text))),
    ("a public key's file", |text| said(VerifyingKey::from_pem_file(text))),
    ("a store id", |text| said(text.parse::<StoreId>())),
    ("a charge permission id", |text| said(text.parse::<ChargePermissionId>())),
    ("a session id", |text| said(text.parse::<CheckoutSessionId>())),
    ("a merchant id", |text| said(text.parse::<MerchantId>())),
    ("a public key id", |text| said(text.parse::<PublicKeyId>())),
    ("a return URL", |text| said(text.parse::<ReturnUrl>())),
    ("the query of a return URL", |text| said(format!("https://a.com/?{text}").parse::<ReturnUrl>())),
    ("a cancel URL", |text| said(text.parse::<CancelUrl>())),
    ("an environment", |text| said(text.parse::<Environment>())),
    ("a region", |text| said(text.parse::<RegionName>())),
    ("an algorithm", |text| said(text.parse::<Algorithm>())),
    ("a language", |text| said(text.parse::<Language<Eu>>())),
    ("an entry point", |text| said(text.parse::<EntryPoint>())),
    ("a nonce", |text| said(text.parse::<Nonce>().map(drop))),
    ("Amazon's message", |text| said(AmazonMessage::parse(text))),
    ("a payload", |text| said(CheckedPayload::check(text))),
    ("a member of a payload", |text| said(CheckedPayload::check(&json!({ text: 1 }).to_string()))),
    ("a member that stands twice", |text| {
        let name = json!(text);
        said(CheckedPayload::check(&format!("{{{name}: 1, {name}: 1}}")))
    }),
    ("a configuration", |text| said(AccountConfig::from_json(text))),
    ("the name of a member", |text| said(AccountConfig::from_json(&json!({ text: "x" }).to_string()))),
    ("the name of a member beside the others", |text| {
        let mut config = right();
        config[text] = json!("x");
        said(AccountConfig::from_json(&config.to_string()))
    }),
    ("the name of a member that is no text", |text| {
        said(AccountConfig::from_json(&json!({ text: 1 }).to_string()))
    }),
    ("the name of a member that stands twice", |text| {
        let name = json!(text);
        said(AccountConfig::from_json(&format!("{{{name}: \"\", {name}: \"\"}}")))
    }),
    ("a member of a larger configuration", |text| {
        said(serde_json::from_value::<AccountConfig>(json!({ text: 1 })))
    }),
    ("an unknown member of a larger configuration", |text| {
        let mut config = right();
        config[text] = json!("x");
        said(serde_json::from_value::<AccountConfig>(config))
    }),
    ("a member that stands twice in a larger configuration", |text| {
        let name = json!(text);
        said(serde_json::from_str::<AccountConfig>(&format!("{{{name}: \"\", {name}: \"\"}}")))
    }),
    ("a configuration to look at", |text| looked_at(&Checkup::from_json(text))),
    ("the name of a member to look at", |text| {
        looked_at(&Checkup::from_json(&json!({ text: "x" }).to_string()))
    }),
    ("the name of a member to look at that is no text", |text| {
        looked_at(&Checkup::from_json(&json!({ text: 1 }).to_string()))
    }),
    ("the name of a member to look at that stands twice", |text| {
        let name = json!(text);
        looked_at(&Checkup::from_json(&format!("{{{name}: \"\", {name}: \"\"}}")))
    }),
    ("what a configuration is looked at with", |text| {
        let checkup = Checkup::from_json(&right().to_string()).public_key_file(text).store_id(text);
        looked_at(&checkup.return_url(text))
            + &looked_at(&Checkup::from_json("{}").return_url(format!("https://a.com/?{text}")))
    }),
    ("a larger configuration", |text| said(serde_json::from_value::<AccountConfig>(json!(text)))),
    ("the elements of a larger configuration", |text| {
        said(serde_json::from_value::<AccountConfig>(json!([text])))
    }),
];

fn right() -> serde_json::Value {
    json!({
        "region": "eu",
        "environment": "sandbox",
        "merchant_id": "A3LVSV45M75151",
        "public_key_id": "SANDBOX-AEXAMPLEKEYID",
        "key_file": "private.pem",
    })
}

#[test]
fn in_place_of_another_text() {
    let mut repeated = Repeated::default();
    for form in Form::all() {
        for (place, say) in PLACES {
            repeated.look(&form, place, &say(&form.text));
        }
    }
}

#[test]
fn as_the_value_of_a_member_of_a_configuration() {
    let mut repeated = Repeated::default();
    for form in Form::all() {
        for member in
            ["region", "environment", "merchant_id", "public_key_id", "key_file", "key", "algorithm", "kye"]
        {
            let mut config = right();
            config[member] = json!(form.text);
            if member == "key" {
                config.as_object_mut().expect("an object").remove("key_file");
            }
            repeated.look(&form, member, &looked_at(&Checkup::from_json(&config.to_string())));
            let said = |config: Result<AccountConfig, _>| {
                let account = config.as_ref().ok().map(|config| said(config.any_account()));
                format!("{} {account:?}", said(config))
            };
            repeated.look(&form, member, &said(AccountConfig::from_json(&config.to_string())));
            let part = serde_json::from_value::<AccountConfig>(config.clone());
            repeated.look(&form, member, &said_of_part(part));
            #[cfg(feature = "toml")]
            repeated.look(&form, member, &said(AccountConfig::from_toml(&toml(&config))));
        }
    }
}

/// A report as text, as data and as `Debug`.
fn looked_at(checkup: &Checkup) -> String {
    let report = checkup.report();
    format!("{checkup:?} {report} {} {report:?}", serde_json::to_string(&report).expect("JSON"))
}

fn said_of_part(part: Result<AccountConfig, serde_json::Error>) -> String {
    let account = part.as_ref().ok().map(|config| said(config.any_account()));
    format!("{} {account:?}", said(part))
}

/// JSON's strings are TOML's.
#[cfg(feature = "toml")]
fn toml(config: &serde_json::Value) -> String {
    let members = config.as_object().expect("an object");
    let lines: Vec<_> = members.iter().map(|(name, value)| format!("{} = {value}", json!(name))).collect();
    lines.join("\n") + "\n"
}

#[cfg(feature = "toml")]
#[test]
fn in_place_of_a_member_of_toml() {
    let mut repeated = Repeated::default();
    for form in Form::all() {
        let name = json!(form.text);
        for (place, text) in [
            ("a document", form.text.clone()),
            ("the name of a member", format!("{name} = \"x\"")),
            ("the name of a member that is no text", format!("{name} = 1")),
            ("a member that stands twice", format!("{name} = \"x\"\n{name} = \"y\"")),
            ("a table", format!("[{name}]\na = 1")),
            ("a bare value", format!("region = {}", form.text)),
            ("an unknown member", format!("{}{name} = \"x\"", toml(&right()))),
        ] {
            repeated.look(&form, place, &said(AccountConfig::from_toml(&text)));
        }
    }
}

#[cfg(feature = "return-state")]
#[test]
fn in_place_of_a_key_of_state_tokens() {
    use amazonpay_update::return_state::{StateKey, StateVerifyingKey};

    let mut repeated = Repeated::default();
    for form in Form::all() {
        repeated.look(&form, "a private key", &said(StateKey::from_pem(&form.text)));
        repeated.look(&form, "its file", &said(StateKey::from_pem_file(&form.text)));
        repeated.look(&form, "a public key", &said(StateVerifyingKey::from_pem(&form.text)));
        repeated.look(&form, "its file", &said(StateVerifyingKey::from_pem_file(&form.text)));
    }
}

#[cfg(feature = "session")]
#[test]
fn in_a_request() {
    use amazonpay_update::session::{ApiRequest, BuyerReturn, IdempotencyKey};
    use http::Method;

    let mut repeated = Repeated::default();
    for form in Form::all() {
        let text = form.text.as_str();
        repeated.look(&form, "an idempotency key", &said(text.parse::<IdempotencyKey>()));
        repeated.look(&form, "a path", &said(ApiRequest::new(Method::GET, &format!("{text}?"))));
        repeated.look(&form, "a header", &said(ApiRequest::new(Method::GET, "a").unwrap().header(text, "")));
        repeated.look(&form, "a return URL", &said(BuyerReturn::from_url(text).checkout_session_id()));
        let query = format!("amazonCheckoutSessionId={text}");
        repeated.look(&form, "a session id", &said(BuyerReturn::from_query(&query).checkout_session_id()));
    }
}

#[cfg(feature = "client")]
#[test]
fn in_place_of_a_stand_in() {
    use amazonpay_update::public_key_id;
    use amazonpay_update::session::{Client, RequestSigner, StandIn};

    let keys = Keys::new();
    let key = SigningKey::from_pem(&keys.rsa("private.pem", 2048)).expect("a key");
    let id = public_key_id!("SANDBOX-AEXAMPLEKEYID");
    let signer = RequestSigner::new(RegionName::Us, id, Environment::Sandbox, key).expect("a signer");
    let mut repeated = Repeated::default();
    for form in Form::all() {
        for stand_in in [StandIn::new(&form.text, ""), StandIn::new("https://localhost:1", &form.text)] {
            repeated.look(&form, "a stand-in", &format!("{stand_in:?}"));
            let builder = Client::builder(signer.clone()).stand_in(stand_in);
            repeated.look(&form, "a client in the making", &format!("{builder:?}"));
            repeated.look(&form, "a client", &said(builder.build()));
        }
    }
}

#[cfg(all(feature = "client", feature = "ipn-fetch"))]
#[test]
fn in_what_the_shops_http_client_sends() {
    use amazonpay_update::doctor::Question;
    use amazonpay_update::ipn::HttpFetcher;
    use amazonpay_update::session::{Client, RequestSigner};
    use amazonpay_update::{charge_permission_id, public_key_id};
    use http::{HeaderMap, HeaderValue};

    let secret = "a-token-for-the-proxy";
    let headers = HeaderMap::from_iter([(http::header::FORWARDED, HeaderValue::from_static(secret))]);
    let http = reqwest::Client::builder().default_headers(headers).build().expect("a client");
    assert!(format!("{http:?}").contains(secret), "reqwest shows it");
    let key = SigningKey::from_pem(&Keys::new().rsa("private.pem", 2048)).expect("a key");
    let id = public_key_id!("SANDBOX-AEXAMPLEKEYID");
    let signer = RequestSigner::new(RegionName::Us, id, Environment::Sandbox, key).expect("a signer");
    let builder = Client::builder(signer).http_client(http.clone());
    let question = Question::about(charge_permission_id!("C01-0000000-0000000")).http_client(http.clone());
    let said = format!("{builder:?} {question:?} {:?}", HttpFetcher::with_client(http));
    let said = format!("{said} {:?}", builder.build().expect("a client"));
    assert!(!said.contains(secret), "{said}");
}
