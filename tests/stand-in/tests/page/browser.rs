//! A shop's button, and a browser that posts what it says and follows nothing.

use crate::support::{self, KEY_ID, private_pem};
use amazonpay_update::account::Account;
use amazonpay_update::payload::ProductType;
use amazonpay_update::region::RegionName;
use amazonpay_update::signing::Algorithm;
use amazonpay_update::{CheckedPayload, Environment, SigningKey};
use amazonpay_update_stand_in::{ChargePermission, PermissionHandle, PermissionState, Setup, StandIn};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use reqwest::redirect::Policy;
use rsa::pkcs8::DecodePrivateKey;
use rsa::sha2::{Digest, Sha256};
use rsa::signature::{SignatureEncoding, Signer};
use serde_json::{Value, json};
use std::fmt::Write as _;

pub(crate) const PERMISSION: &str = "C01-0000000-0000000";
pub(crate) const MERCHANT: &str = "A3LVSV45M75151";

pub(crate) async fn start(setup: Setup) -> StandIn {
    StandIn::start(setup).await.expect("it starts")
}

/// With the permission of the payload.
pub(crate) async fn stand_in() -> StandIn {
    let stand_in = support::stand_in().await;
    register(&stand_in);
    stand_in
}

pub(crate) fn register(stand_in: &StandIn) -> PermissionHandle {
    let lapsed = PermissionState::NonChargeable(vec!["PaymentMethodExpired".to_owned()]);
    stand_in.charge_permission(ChargePermission::new(PERMISSION, lapsed))
}

/// A payload that is in order.
pub(crate) fn payload() -> Value {
    json!({
        "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
        "webCheckoutDetails": { "checkoutResultReturnUrl": "https://shop.example/done?order=7" },
        "chargePermissionId": PERMISSION,
        "chargePermissionType": "PaymentMethodOnFile",
        "paymentMethodOnFileMetadata": { "setupOnly": true },
        "paymentDetails": { "paymentIntent": "Confirm", "canHandlePendingAuthorization": false },
    })
}

/// The options of a button that the library made.
pub(crate) fn button<P: ProductType>(payload: &Value, product_type: P) -> Value {
    button_of(RegionName::Us, Algorithm::PssV2, payload, product_type)
}

pub(crate) fn button_of<P: ProductType>(
    region: RegionName,
    algorithm: Algorithm,
    payload: &Value,
    product_type: P,
) -> Value {
    let key = SigningKey::from_pem(private_pem()).expect("a key");
    let id = KEY_ID.parse().expect("an id");
    let merchant = MERCHANT.parse().expect("an id");
    let account = Account::in_region(region, merchant, id, key, Environment::Sandbox).expect("an account");
    let checked = CheckedPayload::check_for(&payload.to_string(), product_type).expect("a payload");
    let signed = account.with_algorithm(algorithm).sign(&checked).expect("signed");
    serde_json::to_value(signed.button().options()).expect("JSON")
}

/// The options of a button around any text, signed without the library.
pub(crate) fn around(text: &str) -> Value {
    let name = "AMZN-PAY-RSASSA-PSS-V2";
    json!({
        "merchantId": MERCHANT,
        "ledgerCurrency": "USD",
        "sandbox": true,
        "checkoutLanguage": "en_US",
        "productType": "PayAndShip",
        "placement": "Other",
        "createCheckoutSessionConfig": {
            "payloadJSON": text,
            "signature": signature(name, 32, text),
            "publicKeyId": KEY_ID,
            "algorithm": name,
        },
    })
}

pub(crate) fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string");
        hex
    })
}

pub(crate) fn signature(algorithm: &str, salt: usize, text: &str) -> String {
    let private = rsa::PrivateKey::from_pkcs8_pem(private_pem()).expect("a key");
    let signer = rsa::pss::SigningKey::<Sha256>::new_with_salt_len(private, salt);
    BASE64_STANDARD.encode(signer.sign(format!("{algorithm}\n{}", hash(text)).as_bytes()).to_bytes())
}

pub(crate) type Fields = Vec<(String, String)>;

/// What `checkout.js` posts for these options.
pub(crate) fn fields(options: &Value) -> Fields {
    let mut fields = Vec::new();
    for (name, value) in options.as_object().expect("options") {
        match value {
            Value::String(value) => fields.push((name.clone(), value.clone())),
            Value::Bool(sandbox) => {
                fields.push(("environment".to_owned(), if *sandbox { "SANDBOX" } else { "LIVE" }.to_owned()));
            }
            config => fields.extend(self::fields(config)),
        }
    }
    fields
}

pub(crate) fn set(fields: &mut Fields, name: &str, value: &str) {
    fields.retain(|(known, _)| known != name);
    fields.push((name.to_owned(), value.to_owned()));
}

/// An answer of the page's.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) policy: String,
    pub(crate) html: String,
}

impl Shown {
    /// The value of the hidden token.
    pub(crate) fn token(&self) -> &str {
        let (_, rest) = self.html.split_once("name=\"token\" value=\"").expect("a token");
        rest.split('"').next().expect("a value")
    }

    /// The value of the radio button whose label has this text.
    pub(crate) fn radio(&self, label: &str) -> (&str, bool) {
        let mut choices = self.html.split("<div class=\"choice\">").skip(1);
        let choice = choices.find(|choice| choice.contains(label)).expect("a choice");
        let (_, rest) = choice.split_once(" value=\"").expect("a value");
        let input = choice.split_once('>').expect("an input").0;
        (rest.split('"').next().expect("a value"), input.contains("disabled"))
    }

    pub(crate) fn assert_says(&self, words: &[&str]) {
        for words in words {
            assert!(self.html.contains(words), "{words:?} is not in {self:?}");
        }
    }
}

pub(crate) fn http() -> reqwest::Client {
    reqwest::Client::builder().redirect(Policy::none()).no_proxy().build().expect("a client")
}

pub(crate) async fn shown(request: reqwest::RequestBuilder) -> Shown {
    let response = request.send().await.expect("an answer");
    let header = |name: &str| {
        response.headers().get(name).map_or("", |value| value.to_str().expect("a text")).to_owned()
    };
    assert_eq!(header("server"), "amazon-pay-stand-in");
    let (location, policy) = (header("location"), header("content-security-policy"));
    let status = response.status().as_u16();
    let html = response.text().await.expect("a text");
    if status != 303 && !policy.is_empty() {
        assert!(html.contains("This is a stand-in for Amazon Pay"), "{html}");
    }
    Shown { status, location, policy, html }
}

pub(crate) async fn get(stand_in: &StandIn, path: &str) -> Shown {
    shown(http().get(format!("{}{path}", stand_in.page_origin()))).await
}

pub(crate) async fn post(stand_in: &StandIn, path: &str, fields: &Fields) -> Shown {
    let body: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = http().post(format!("{}{path}", stand_in.page_origin()));
    shown(request.header("content-type", "application/x-www-form-urlencoded").body(body)).await
}

pub(crate) async fn initiate(stand_in: &StandIn, options: &Value) -> Shown {
    post(stand_in, "/checkout/initiate", &fields(options)).await
}

/// Presses a button of the page, with these choices.
pub(crate) async fn press(stand_in: &StandIn, path: &str, action: &str, choices: &[(&str, &str)]) -> Shown {
    let page = get(stand_in, path).await;
    let mut fields =
        vec![("token".to_owned(), page.token().to_owned()), ("action".to_owned(), action.to_owned())];
    fields.extend(choices.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    post(stand_in, path, &fields).await
}
