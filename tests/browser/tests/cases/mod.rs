//! The buttons of a test, and what each should hand to Amazon. The expected values come from Amazon's page, and not
//! from the library.

use amazonpay_update::button::{EntryPoint, Nonce, Placement};
use amazonpay_update::payload::ProductType;
use amazonpay_update::region::{KnownRegion, Language, RegionName};
use amazonpay_update::signing::Algorithm;
use amazonpay_update::{
    Account, Environment, PayOnly, PaymentMethodOnFile, SigningKey, Update, UpdatePayload,
    charge_permission_id, merchant_id, public_key_id, return_url, store_id,
};
use amazonpay_update_tests::openssl::TestKey;
use amazonpay_update_tests::payloads::{AnyUpdate, payloads};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Everything that has ever ended a script, a string or an attribute before its time.
const HOSTILE: &str = "</script><script>alert(1)</script ><!-- <script >--> ]]> \"double\" 'single' `back` \\ \\\" \\u0022 &quot; &amp; \
                       \u{2028}\u{2029}\u{85}\u{feff}\u{a0} \u{1F4B3}\u{1F469}\u{200D}\u{1F4BB} A\u{30A} ${x} {{y}} %3C \
                       \" onclick=\"alert(1)\" x=\" ' onfocus='alert(1)' autofocus='";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Inline,
    Nonce,
    Data,
}

impl Form {
    pub(crate) const ALL: [Form; 3] = [Form::Inline, Form::Nonce, Form::Data];
}

/// A key, and payloads to sign with it.
pub(crate) struct Shop {
    key: TestKey,
}

impl Shop {
    pub(crate) fn new() -> Shop {
        Shop { key: TestKey::new(2048) }
    }

    pub(crate) fn public_key(&self) -> PathBuf {
        self.key.public()
    }

    /// The public key as the browser reads it, in Base64.
    pub(crate) fn public_key_der(&self) -> String {
        let pem = std::fs::read_to_string(self.key.public()).expect("a public key");
        pem.lines().filter(|line| !line.starts_with("-----")).collect()
    }

    fn account<R: KnownRegion>(&self, environment: Environment, algorithm: Algorithm) -> Account<R> {
        let key = SigningKey::from_pem_file(self.key.private()).expect("a key");
        let (merchant_id, public_key_id) = (merchant_id!("A3LVSV45M75151"), public_key_id!("AEXAMPLEKEYID"));
        Account::new(merchant_id, public_key_id, key, environment)
            .expect("no contradiction")
            .with_algorithm(algorithm)
    }
}

/// One button in all its forms.
pub(crate) struct Case {
    forms: [String; 3],
    pub(crate) script: String,
    pub(crate) script_with_nonce: String,
    pub(crate) page: String,
    pub(crate) page_with_nonce: String,
    pub(crate) page_policy: String,
    pub(crate) label: String,
    pub(crate) id: Option<String>,
    pub(crate) function: &'static str,
    pub(crate) expected: Value,
}

impl Case {
    pub(crate) fn html(&self, form: Form) -> &str {
        &self.forms[form as usize]
    }

    /// The library's policy, with the strictest rules about everything else.
    pub(crate) fn policy(&self, form: Form) -> String {
        let own = if form == Form::Data { "script-src 'self' " } else { "script-src " };
        let button = self.page_policy.replacen("script-src ", own, 1);
        format!(
            "default-src 'none'; style-src 'nonce-4AEemGb0xJptoIGFP3Nd+A=='; {button}; report-uri /violation"
        )
    }
}

/// The currency and the language in the samples of Amazon's page. For the EU, the language is not the default.
fn samples(region: RegionName) -> (&'static str, &'static str) {
    match region {
        RegionName::Us => ("USD", "en_US"),
        RegionName::Eu => ("EUR", "de_DE"),
        RegionName::Uk => ("GBP", "en_GB"),
        RegionName::Jp => ("JPY", "ja_JP"),
    }
}

pub(crate) fn cases<R: KnownRegion>(shop: &Shop, entry_point: EntryPoint, nonce: &Nonce) -> Vec<Case> {
    let mut cases = vec![case::<R, _>(shop, &hostile(), entry_point, 0, nonce)];
    for (nth, payload) in payloads(R::NAME as u64, 3).iter().enumerate() {
        cases.push(match payload {
            AnyUpdate::PayAndShip(update) => case::<R, _>(shop, update, entry_point, nth + 1, nonce),
            AnyUpdate::PayOnly(update) => case::<R, _>(shop, update, entry_point, nth + 1, nonce),
        });
    }
    cases
}

fn hostile() -> Update<PayOnly> {
    Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(PayOnly)
        .checkout_result_return_url(return_url!("https://a.com/?a='\"</script>&amp;b=<!--"))
        .note_to_buyer(HOSTILE.chars().take(255).collect::<String>().try_into().expect("short enough"))
        .custom_information(HOSTILE.repeat(8).try_into().expect("short enough"))
        .build()
}

fn case<R: KnownRegion, T>(
    shop: &Shop,
    payload: &T,
    entry_point: EntryPoint,
    nth: usize,
    nonce: &Nonce,
) -> Case
where
    T: UpdatePayload<ProductType: ProductType + Default>,
{
    let live = nth % 2 == 1;
    let environment = if live { Environment::Live } else { Environment::Sandbox };
    let algorithm = Algorithm::ALL[nth % 2];
    let signed = shop.account::<R>(environment, algorithm).sign(payload).expect("a signature");

    let (ledger_currency, language) = samples(R::NAME);
    let mut button =
        signed.button().entry_point(entry_point).language(language.parse::<Language<R>>().expect("its own"));
    let (mut label, mut id) = (default_label(language).to_owned(), None);
    let mut placement = (entry_point == EntryPoint::InitCheckout).then_some("Other");
    match nth {
        0 => {
            label = format!("\u{201C}{}\u{201D}", &HOSTILE[..HOSTILE.find(" \u{2028}").unwrap_or(0)]);
            id = Some(HOSTILE.to_owned());
            button = button.label(&label).id(HOSTILE).class(HOSTILE);
        }
        1 => {
            placement = Some("Cart");
            button = button.placement(Placement::Cart);
        }
        2 => {
            placement = None;
            button = button.without_placement();
        }
        _ => {}
    }

    let mut expected = json!({
        "merchantId": "A3LVSV45M75151",
        "ledgerCurrency": ledger_currency,
        "sandbox": !live,
        "checkoutLanguage": language,
        "productType": T::ProductType::default().name(),
        "createCheckoutSessionConfig": {
            "payloadJSON": payload.to_canonical_json(),
            "signature": signed.signature(),
            "publicKeyId": "AEXAMPLEKEYID",
            "algorithm": if live { "AMZN-PAY-RSASSA-PSS" } else { "AMZN-PAY-RSASSA-PSS-V2" },
        },
    });
    if let Some(placement) = placement {
        expected["placement"] = placement.into();
    }
    Case {
        forms: [button.to_html(), button.to_html_with_nonce(nonce), button.to_html_with_data()],
        script: button.script_tag(),
        script_with_nonce: button.script_tag_with_nonce(nonce),
        page: button.to_page(),
        page_with_nonce: button.to_page_with_nonce(nonce),
        page_policy: button.content_security_policy(nonce),
        label,
        id,
        function: if entry_point == EntryPoint::InitUpdate { "initUpdate" } else { "initCheckout" },
        expected,
    }
}

fn default_label(language: &str) -> &'static str {
    match language {
        "de_DE" => "Aktualisieren",
        "ja_JP" => "\u{66F4}\u{65B0}",
        _ => "Update",
    }
}
