//! The button without a browser: the options of the click, and the text they stand in.

mod signing_support;

use amazonpay_update::button::{EntryPoint, InvalidStandInOrigin, Nonce, Placement, StandInOrigin};
use amazonpay_update::config::{AccountConfig, ConfigError};
use amazonpay_update::payload::ProductType;
use amazonpay_update::region::{KnownRegion, Language, RegionName, language};
use amazonpay_update::rules::Rule;
use amazonpay_update::signing::Algorithm;
use amazonpay_update::{
    Account, CheckedPayload, Environment, Eu, Jp, PayAndShip, PayOnly, PaymentMethodOnFile, Signed,
    SigningKey, Uk, Update, UpdatePayload, Us, charge_permission_id, merchant_id, public_key_id, return_url,
    store_id,
};
use serde_json::{Value, json};
use signing_support::key_pair;

const HOSTILE: &str = "</script><!-- & \"'\\ \u{2028}\u{2029} \u{1F4B3}";

fn account<R: KnownRegion>(environment: Environment) -> Account<R> {
    let key = SigningKey::from_pem(&key_pair().0).unwrap();
    Account::new(merchant_id!("A3LVSV45M75151"), public_key_id!("AEXAMPLEKEYID"), key, environment).unwrap()
}

fn update<P: ProductType>(product_type: P) -> Update<P> {
    Update::builder()
        .store_id(store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"))
        .charge_permission_id(charge_permission_id!("B01-0000000-0000000"))
        .charge_permission_type(PaymentMethodOnFile)
        .product_type(product_type)
        .checkout_result_return_url(return_url!("https://a.com/merchant-result-page"))
        .note_to_buyer(HOSTILE.parse().unwrap())
        .build()
}

fn signed<R: KnownRegion>() -> Signed<R, PayAndShip> {
    account::<R>(Environment::Sandbox).sign(&update(PayAndShip)).unwrap()
}

fn options(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn the_options_are_those_of_the_page_for_each_region() {
    fn of<R: KnownRegion>(ledger_currency: &str, checkout_language: &str) {
        let signed = signed::<R>();
        let expected = json!({
            "merchantId": "A3LVSV45M75151",
            "ledgerCurrency": ledger_currency,
            "sandbox": true,
            "checkoutLanguage": checkout_language,
            "productType": "PayAndShip",
            "placement": "Other",
            "createCheckoutSessionConfig": {
                "payloadJSON": update(PayAndShip).to_canonical_json(),
                "signature": signed.signature(),
                "publicKeyId": "AEXAMPLEKEYID",
                "algorithm": "AMZN-PAY-RSASSA-PSS-V2",
            },
        });
        assert_eq!(options(&signed.button().to_json()), expected);
        assert_eq!(serde_json::to_value(signed.button().options()).unwrap(), expected);
    }
    of::<Us>("USD", "en_US");
    of::<Eu>("EUR", "en_GB");
    of::<Uk>("GBP", "en_GB");
    of::<Jp>("JPY", "ja_JP");
}

#[test]
fn live_and_the_older_algorithm_are_said_too() {
    let account = account::<Uk>(Environment::Live).with_algorithm(Algorithm::Pss);
    let signed = account.sign(&update(PayOnly)).unwrap();
    let options = options(&signed.button().to_json());
    assert_eq!(options["sandbox"], false);
    assert_eq!(options["productType"], "PayOnly");
    assert_eq!(options["createCheckoutSessionConfig"]["algorithm"], "AMZN-PAY-RSASSA-PSS");
}

#[test]
fn a_json_payload_gets_its_product_type_from_the_check() {
    let text = update(PayOnly).to_canonical_json();
    let payload = CheckedPayload::check_for(&text, PayOnly).unwrap();
    let signed = account::<Us>(Environment::Sandbox).sign(&payload).unwrap();
    let options = options(&signed.button().to_json());
    assert_eq!(options["productType"], "PayOnly");
    assert_eq!(options["createCheckoutSessionConfig"]["payloadJSON"], text);
}

#[test]
fn placement_follows_the_function_unless_it_is_set() {
    let signed = signed::<Us>();
    let placement = |json: String| options(&json).get("placement").cloned();
    let button = || signed.button();
    assert_eq!(placement(button().to_json()), Some(json!("Other")));
    assert_eq!(placement(button().entry_point(EntryPoint::InitUpdate).to_json()), None);
    assert_eq!(placement(button().without_placement().to_json()), None);
    for (placed, name) in [
        (Placement::Home, "Home"),
        (Placement::Product, "Product"),
        (Placement::Cart, "Cart"),
        (Placement::Checkout, "Checkout"),
        (Placement::Other, "Other"),
    ] {
        let button = button().placement(placed).entry_point(EntryPoint::InitUpdate);
        assert_eq!(placement(button.to_json()), Some(json!(name)));
    }
}

#[test]
fn json_has_nothing_that_means_something_to_html() {
    let json = signed::<Us>().button().to_json();
    assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']), "{json}");
    assert!(json.contains(r"\u003c/script\u003e\u003c!-- \u0026"), "{json}");
}

#[test]
fn a_language_is_one_of_the_region_or_comes_through_the_door() {
    let signed = signed::<Eu>();
    let said = |json: String| options(&json)["checkoutLanguage"].clone();
    for name in ["en_GB", "de_DE", "fr_FR", "it_IT", "es_ES"] {
        let chosen: Language<Eu> = name.parse().unwrap();
        assert_eq!(said(signed.button().language(chosen).to_json()), name);
    }
    assert_eq!(said(signed.button().language(language::it_IT).to_json()), "it_IT");
    assert_eq!(said(signed.button().language(Language::other("nl_NL")).to_json()), "nl_NL");
    for wrong in ["en_US", "de", "DE_DE", ""] {
        let refused = wrong.parse::<Language<Eu>>().unwrap_err();
        assert_eq!(refused.rule(), Rule::LanguageOfRegion);
        assert!(refused.to_string().ends_with("[language_of_region]"));
    }
}

#[test]
fn a_nonce_is_base64() {
    for right in ["4AEemGb0xJptoIGFP3Nd", "a+/-_9==", "x"] {
        assert_eq!(right.parse::<Nonce>().unwrap().as_str(), right);
    }
    for wrong in ["", "==", "a===", "a b", "a'", "a;b", "a=b", "\u{e9}"] {
        assert!(wrong.parse::<Nonce>().is_err(), "{wrong}");
    }
}

#[test]
fn the_policy_names_the_nonce_and_every_host_of_the_region() {
    let nonce = "4AEemGb0xJptoIGFP3Nd".parse().unwrap();
    assert_eq!(
        signed::<Us>().button().content_security_policy(&nonce),
        "script-src 'nonce-4AEemGb0xJptoIGFP3Nd' https://static-na.payments-amazon.com; \
         connect-src 'self' https://*.amazon.com https://*.amazonpay.com https://mws.amazonservices.com; \
         img-src 'self' https://*.ssl-images-amazon.com https://*.media-amazon.com \
         https://*.payments-amazon.com; \
         frame-src 'self' https://*.amazon.com https://*.payments-amazon.com; \
         form-action 'self' https://*.amazon.com; \
         object-src 'none'; base-uri 'none'"
    );
    let policies = [
        signed::<Us>().button().content_security_policy(&nonce),
        signed::<Eu>().button().content_security_policy(&nonce),
        signed::<Uk>().button().content_security_policy(&nonce),
        signed::<Jp>().button().content_security_policy(&nonce),
    ];
    for (region, policy) in RegionName::ALL.iter().zip(policies) {
        let directives: Vec<(&str, Vec<&str>)> = policy
            .split("; ")
            .filter_map(|directive| directive.split_once(' '))
            .map(|(name, sources)| (name, sources.split(' ').collect()))
            .collect();
        let names: Vec<_> = directives.iter().map(|(name, _)| *name).collect();
        let expected =
            ["script-src", "connect-src", "img-src", "frame-src", "form-action", "object-src", "base-uri"];
        assert_eq!(names, expected, "{region}");
        for source in directives.iter().flat_map(|(_, sources)| sources) {
            // Amazon's own sites alone, over TLS, and none of another region.
            let host = match source.strip_prefix("https://") {
                Some(host) => host.trim_start_matches("*."),
                None => {
                    assert!(source.starts_with('\''), "{region}: {source}");
                    continue;
                }
            };
            let (_, domain) = host.split_once("amazon").expect(source);
            let domain = domain.trim_start_matches("services").trim_start_matches("pay");
            let own: &[&str] = match region {
                RegionName::Us => &[".com"],
                RegionName::Eu | RegionName::Uk => &[".com", ".co.uk", ".de", ".es", ".fr", ".it"],
                RegionName::Jp => &[".com", ".co.jp", ".jp"],
            };
            assert!(own.contains(&domain), "{region}: {source}");
        }
        assert!(policy.contains(region.script_source()), "{policy}");
    }
}

#[test]
fn a_stand_in_is_on_this_machine() {
    for right in ["http://127.0.0.1:1", "http://127.0.0.1:65535", "http://localhost:3000"] {
        assert_eq!(right.parse::<StandInOrigin>().unwrap().as_str(), right);
    }
    let refused: [(InvalidStandInOrigin, &[&str]); 6] = [
        (
            InvalidStandInOrigin::Https,
            &["https://127.0.0.1:8443", "https://localhost:8443", "https://static-na.payments-amazon.com"],
        ),
        (
            InvalidStandInOrigin::Scheme,
            &[
                "",
                "127.0.0.1:80",
                "//127.0.0.1:80",
                "HTTP://127.0.0.1:80",
                "ftp://127.0.0.1:80",
                " http://127.0.0.1:80",
            ],
        ),
        (
            InvalidStandInOrigin::MoreThanAnOrigin,
            &[
                "http://buyer@127.0.0.1:80",
                "http://127.0.0.1:80@evil.example",
                "http://127.0.0.1:80/",
                "http://127.0.0.1:80/checkout.js",
                "http://127.0.0.1:80?evil.example",
                "http://127.0.0.1:80#evil.example",
                "http://127.0.0.1:80\\@evil.example",
            ],
        ),
        (InvalidStandInOrigin::Ipv6, &["http://[::1]:80", "http://[::1]", "http://[::ffff:127.0.0.1]:80"]),
        (
            InvalidStandInOrigin::Host,
            &[
                "http://",
                "http://:80",
                "http://pay-api.amazon.com:443",
                "http://127.0.0.1.evil.com:80",
                "http://localhost.evil.com:80",
                "http://evil.com:80",
                "http://localhost.:80",
                "http://127.0.0.1.:80",
                "http://LOCALHOST:80",
                "http://0x7f.1:80",
                "http://127.1:80",
                "http://127.0.0.2:80",
                "http://2130706433:80",
                "http://0.0.0.0:80",
                "http://*:80",
                "http://127.0.0.1 evil.com:80",
                "http://localhost; script-src *:80",
            ],
        ),
        (
            InvalidStandInOrigin::Port,
            &[
                "http://127.0.0.1",
                "http://localhost:",
                "http://localhost:0",
                "http://localhost:65536",
                "http://localhost:080",
                "http://localhost:+80",
                "http://localhost:*",
                "http://localhost:80:81",
                "http://localhost:80 evil.com",
                "http://localhost:80; script-src *",
            ],
        ),
    ];
    for (why, texts) in refused {
        for text in texts {
            assert_eq!(text.parse::<StandInOrigin>(), Err(why), "{text}");
        }
    }
}

#[test]
fn the_policy_of_a_stand_in_has_none_of_amazons_hosts() {
    let nonce = "abc".parse().unwrap();
    let origin: StandInOrigin = "http://127.0.0.1:8444".parse().unwrap();
    let signed = signed::<Jp>();
    assert_eq!(
        signed.button().at_stand_in(&origin).content_security_policy(&nonce),
        "script-src 'nonce-abc' http://127.0.0.1:8444; connect-src 'self' http://127.0.0.1:8444; \
         img-src 'self' http://127.0.0.1:8444; frame-src 'self' http://127.0.0.1:8444; \
         form-action 'self' http://127.0.0.1:8444; object-src 'none'; base-uri 'none'"
    );
    assert_eq!(signed.button().at_stand_in(&origin).to_json(), signed.button().to_json());
}

#[test]
fn no_configuration_of_an_account_leads_to_a_stand_in() {
    for name in ["stand_in", "stand_in_origin", "origin", "script_url"] {
        let mut json = json!({
            "region": "us",
            "environment": "sandbox",
            "merchant_id": "A3LVSV45M75151",
            "public_key_id": "SANDBOX-AEXAMPLEKEYID",
            "key": key_pair().0,
        });
        assert!(AccountConfig::from_json(&json.to_string()).is_ok());
        json[name] = "http://127.0.0.1:8444".into();
        let refused = AccountConfig::from_json(&json.to_string()).unwrap_err();
        assert!(matches!(refused, ConfigError::Unknown { .. }), "{refused}");
    }
}

#[cfg(feature = "html")]
mod html {
    use super::*;

    #[test]
    fn a_page_at_a_stand_in_has_its_script_and_says_so() {
        let nonce: Nonce = "abc".parse().unwrap();
        let origin: StandInOrigin = "http://localhost:8444".parse().unwrap();
        let signed = signed::<Eu>();
        let button = signed.button().at_stand_in(&origin);
        let tag = "<script src=\"http://localhost:8444/checkout.js\"></script>";
        let tag_with_nonce = "<script src=\"http://localhost:8444/checkout.js\" nonce=\"abc\"></script>";
        assert_eq!(button.script_tag(), tag);
        assert_eq!(button.script_tag_with_nonce(&nonce), tag_with_nonce);
        for (page, tag) in [(button.to_page(), tag), (button.to_page_with_nonce(&nonce), tag_with_nonce)] {
            assert!(page.contains(tag), "{page}");
            assert!(page.contains("the stand-in at http://localhost:8444, and not to Amazon"), "{page}");
            assert!(!page.contains("payments-amazon.com"), "{page}");
        }
        assert!(!signed.button().to_page().contains("stand-in"));
        let amazons = signed.button();
        assert_eq!(button.to_html(), amazons.to_html());
        assert_eq!(button.to_html_with_nonce(&nonce), amazons.to_html_with_nonce(&nonce));
        assert_eq!(button.to_html_with_data(), amazons.to_html_with_data());
    }

    #[test]
    fn the_script_stands_at_amazons_address() {
        let nonce = "abc".parse().unwrap();
        for (tag, host) in [
            (signed::<Us>().button().script_tag(), "static-na"),
            (signed::<Eu>().button().script_tag(), "static-eu"),
            (signed::<Uk>().button().script_tag(), "static-eu"),
            (signed::<Jp>().button().script_tag(), "static-fe"),
        ] {
            assert_eq!(
                tag,
                format!("<script src=\"https://{host}.payments-amazon.com/checkout.js\"></script>")
            );
        }
        let tag = signed::<Us>().button().script_tag_with_nonce(&nonce);
        assert!(tag.ends_with("/checkout.js\" nonce=\"abc\"></script>"), "{tag}");
    }

    #[test]
    fn the_label_is_in_the_language_of_the_button() {
        let signed = signed::<Eu>();
        for (code, lang, label) in [
            ("en_GB", "en", "Update"),
            ("de_DE", "de", "Aktualisieren"),
            ("fr_FR", "fr", "Mettre à jour"),
            ("it_IT", "it", "Aggiorna"),
            ("es_ES", "es", "Actualizar"),
            ("ja_JP", "ja", "更新"),
            ("pt_BR", "en", "Update"),
        ] {
            let html = signed.button().language(Language::other(code)).to_html_with_data();
            assert!(html.starts_with(&format!("<button type=\"button\" lang=\"{lang}\" data-")), "{html}");
            assert!(html.ends_with(&format!(">{label}</button>")), "{html}");
        }
    }

    #[test]
    fn only_the_inline_form_has_a_handler() {
        let (signed, nonce) = (signed::<Us>(), "abc".parse().unwrap());
        let button = signed.button();
        assert!(button.to_html().contains(" onclick=\"amazon.Pay.initCheckout({"));
        for html in
            [button.to_html_with_nonce(&nonce), button.to_html_with_data(), button.to_page_with_nonce(&nonce)]
        {
            assert!(!html.contains("onclick"), "{html}");
        }
    }
}
